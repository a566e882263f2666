/**
 * Where messages are kept: an append that numbers, drops repeats and is fenced by an epoch, and reads of a range.
 *
 * <p>{@link confab.log.MessageLog} is the one door; its engines differ only in where the bytes go. All rooms of a node
 * share a group commit. Nothing here knows actors or clients.
 */
@NullMarked
package confab.log;

import org.jspecify.annotations.NullMarked;
