/**
 * What every other package speaks of: validated values of a chat, without actors, sockets or databases.
 *
 * <p>A value that exists is valid; what cannot be valid is refused where it is made, with {@link
 * confab.model.InvalidValue} naming the rule. Nothing here depends on another package of the project.
 */
@NullMarked
package confab.model;

import org.jspecify.annotations.NullMarked;
