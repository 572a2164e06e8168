package io.polaray.app.folder;

/** An output folder cannot be used as asked; the message says why and what to do. */
public final class FolderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A refusal with its remedy. */
  public FolderException(String message) {
    super(message);
  }
}
