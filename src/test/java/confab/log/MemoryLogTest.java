package confab.log;

import static confab.log.Drafts.ann;
import static confab.log.Drafts.answer;
import static org.assertj.core.api.Assertions.assertThat;

import confab.log.MessageLog.Head;
import confab.model.Message;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MemoryLogTest extends MessageLogContract {
    private static final int MESSAGES_PER_ROOM = 500;
    private static final long NOW = 1_000_000;

    @Override
    MessageLog open() {
        return new MemoryLog(MESSAGES_PER_ROOM, clock(NOW));
    }

    private static Clock clock(long millis) {
        return Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }

    @Test
    void allMemoryLogsAreOneLogThatOnlyItsOwnerReads() {
        assertThat(log.id()).isEqualTo(open().id()).isEqualTo("memory");
        assertThat(log.isShared()).isFalse();
    }

    @Test
    void epochIsAboveThatOfAnOwnerOnAnotherNodeBefore() {
        Head former = answer(log.claim(ROOM));
        assertThat(former.epoch()).isEqualTo(NOW);
        assertThat(answer(log.claim(ROOM)).epoch()).isEqualTo(NOW + 1);
        MessageLog otherNode = new MemoryLog(MESSAGES_PER_ROOM, clock(NOW + 10));
        assertThat(answer(otherNode.claim(ROOM)).epoch()).isEqualTo(NOW + 10);
    }

    @Test
    void oldestMessagesAndTheirIdsAreForgottenPastTheBound() {
        Head head = answer(log.claim(ROOM));
        append(ROOM, head, ann(ids(1, 400)), 5);
        append(ROOM, after(head, 400), ann(ids(401, 507)), 6);
        assertThat(read(ROOM, 1, 1).messages()).extracting(Message::seq).containsExactly(8L);
        assertThat(read(ROOM, 1, 1000).messages()).hasSize(MESSAGES_PER_ROOM);
        assertThat(append(ROOM, after(head, 507), ann("id-8", "id-7"), 7)).isEqualTo(kept(repeat(8, 5), fresh(508, 7)));
    }

    @Test
    void batchLargerThanTheRoomLeavesItsNewest() {
        Head head = answer(log.claim(ROOM));
        append(ROOM, head, ann(ids(1, 1200)), 5);
        assertThat(read(ROOM, 1, 1).messages()).extracting(Message::seq).containsExactly(701L);
        assertThat(read(ROOM, 1200, 1).messages()).extracting(Message::seq).containsExactly(1200L);
    }
}
