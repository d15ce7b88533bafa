from django.contrib.auth.password_validation import MinimumLengthValidator


class MinimumLength(MinimumLengthValidator):
    """Django's own sentence has no Dutch."""

    def get_error_message(self):
        return f"Dit wachtwoord is te kort: kies minstens {self.min_length} tekens."
