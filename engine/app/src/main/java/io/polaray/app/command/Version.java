package io.polaray.app.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** The version of the program, from its jar. */
public final class Version implements IVersionProvider {
  /** A provider for the command line. */
  public Version() {}

  /** The version, {@code development} when the program does not run from its jar. */
  public static String number() {
    @Nullable String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"polaray " + number()};
  }
}
