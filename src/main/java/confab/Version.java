package confab;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class Version implements IVersionProvider {
    /** The jar's version; classes beside each other in a folder have none. */
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"confab " + (version == null ? "(not packaged)" : version)};
    }
}
