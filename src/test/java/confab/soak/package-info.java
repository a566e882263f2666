/**
 * The soak: real nodes, clients that write down all they say and hear, and faults drawn from a seed.
 *
 * <p>{@link confab.soak.SoakCommand} plays it: a {@code Crowd} of chatters talks while a {@code Saboteur} troubles a {@code Fleet}
 * of nodes; at the end a {@code Witness} reads the rooms' log through the server, and the {@code Checker}, which knows no
 * sockets, compares it with every record.
 */
@NullMarked
package confab.soak;

import org.jspecify.annotations.NullMarked;
