# Three stages: the front end (Node), the packages, and an image that holds no more than what runs.

FROM node:24-slim AS assets
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY portal/ui portal/ui
RUN npm run build

FROM python:3.13-slim AS packages
RUN python -m venv /venv
COPY requirements.txt .
RUN /venv/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements.txt

FROM python:3.13-slim
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=portal.settings \
    STATIC_ROOT=/app/static \
    FILES_ROOT=/files
WORKDIR /app
COPY --from=packages /venv /venv
COPY manage.py ./
COPY portal portal
COPY cases cases
COPY courses courses
COPY communities communities
COPY --from=assets /app/portal/ui/static portal/ui/static
RUN SECRET_KEY=alleen-om-te-bouwen python manage.py collectstatic --noinput --verbosity 0 \
    && python -m compileall -q portal cases courses communities \
    && useradd --system --uid 10001 --no-create-home portal \
    && install --directory --owner 10001 --mode 700 /files
USER 10001
EXPOSE 8000
CMD ["gunicorn", "portal.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", \
     "--workers", "2", "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--preload", \
     "--graceful-timeout", "20", "--access-logfile", "-"]
