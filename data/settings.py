"""One frozen model of what the environment sets (BOUCLE_*)."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Read once by a door."""

    model_config = SettingsConfigDict(env_prefix="BOUCLE_", frozen=True, extra="ignore")

    data_dir: Path = Field(ROOT / "data" / "local", description="Folder of the database and the photos.")
    demo: bool = Field(False, description="Demonstration mode: one-click roles. Never on a server that others reach.")
    address: str = Field("127.0.0.1", description="Address the server listens on.")
    port: int = Field(8501, description="Port the server listens on.", ge=1, le=65535)
    public_url: str = Field("", description="Address people use, for links and QR codes (default: as asked).")
    town: str = Field("Techniville", description="Name of the town on screens.")
    session_hours: int = Field(12, description="How long a sign-in lasts.", ge=1, le=720)
    secure_cookies: bool = Field(False, description="Send the session cookie over HTTPS only.")

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.data_dir / "boucle.sqlite3"

    @property
    def photos(self) -> Path:
        """The folder of re-encoded photos."""
        return self.data_dir / "photos"

    @property
    def attachments(self) -> Path:
        """The folder of the files joined to items."""
        return self.data_dir / "attachments"

    @property
    def folders(self) -> tuple[Path, ...]:
        """Every folder of files beside the database: what a save holds too."""
        return (self.photos, self.attachments)
