package confab.engineio;

import confab.config.Settings;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What all sessions of a node share.
 *
 * @param outboundHighBytes what a poll's answer may grow to before its session takes no more
 * @param maxSessions one more is refused: those that poll hold no connection, so nothing else bounds them
 * @param sids random ones, another each time, that tell their node
 * @param gate asked before a session opens
 * @param nanoTime as {@link System#nanoTime}
 */
public record EnginePlace(
        Settings.EngineIo settings,
        int outboundHighBytes,
        int maxSessions,
        Supplier<String> sids,
        EngineGate gate,
        Owners owners,
        LongSupplier nanoTime) {}
