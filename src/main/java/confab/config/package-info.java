/**
 * The settings as typed records, read once at start from the command line, the environment, {@code application.conf} and
 * {@code reference.conf}, in that order; an unknown {@code confab} key or a bad value fails the start.
 *
 * <p>Each setting is documented where its default stands, in {@code reference.conf}, with its unit.
 */
@NullMarked
package confab.config;

import org.jspecify.annotations.NullMarked;
