/**
 * Where it starts: the command line, and the wiring of all other packages.
 *
 * <p>{@link confab.Main} reads the settings and starts a node; nothing below this package sees it.
 */
@NullMarked
package confab;

import org.jspecify.annotations.NullMarked;
