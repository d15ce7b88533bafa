"""Where anybody can get an address: it says nothing about where somebody works."""

# fmt: off
PUBLIC_DOMAINS = frozenset(
    [
        "gmail.com", "googlemail.com", "outlook.com", "outlook.nl", "hotmail.com", "hotmail.nl",
        "live.com", "live.nl", "msn.com", "icloud.com", "me.com", "mac.com", "yahoo.com",
        "yahoo.nl", "ymail.com", "aol.com", "gmx.com", "gmx.net", "gmx.de", "web.de", "mail.com",
        "proton.me", "protonmail.com", "pm.me", "tutanota.com", "tuta.io", "zoho.com",
        "fastmail.com", "hey.com", "yandex.com", "mail.ru", "ziggo.nl", "kpnmail.nl",
        "kpnplanet.nl", "planet.nl", "hetnet.nl", "home.nl", "casema.nl", "chello.nl",
        "upcmail.nl", "quicknet.nl", "zeelandnet.nl", "caiway.nl", "caiway.net", "online.nl",
        "telfort.nl", "tele2.nl", "versatel.nl", "wxs.nl", "xs4all.nl", "solcon.nl", "freedom.nl",
        "freeler.nl", "zonnet.nl", "multiweb.nl", "onsbrabantnet.nl", "onsneteindhoven.nl",
        "concepts.nl", "delta.nl", "t-mobile.nl", "odido.nl", "vodafone.nl", "vodafonevast.nl",
        "budget.nl", "lijbrandt.nl", "kabelfoon.nl", "scarlet.nl", "skynet.be", "telenet.be",
    ]
)
