from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Names with a hash, also of what a JavaScript module imports."""

    support_js_module_import_aggregation = True
