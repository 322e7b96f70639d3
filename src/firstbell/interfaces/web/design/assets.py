"""Where pages find their styles and scripts."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Assets(CompressedManifestStaticFilesStorage):
    """Names with a hash in them, which browsers keep. Where nothing was collected: a plain page, rather than none."""

    def stored_name(self, name: str) -> str:
        return str(super().stored_name(name)) if self.hashed_files else name
