package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.wire.ChatChunk;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Progress of a stream, and its timeouts. */
class ChatStreamLimitTest {
    private static final Duration FIRST_TOKEN = Duration.ofSeconds(30);
    private static final Duration STALL = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final String ROLE = "{'choices':[{'index':0,'delta':{'role':'assistant','content':''}}]}";
    private static final String TOKEN = "{'choices':[{'index':0,'delta':{'content':'x'}}]}";
    private static final String REASONING = "{'choices':[{'index':0,'delta':{'reasoning_content':'hm'}}]}";
    private static final String FINISH = "{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}";
    private static final List<String> IDLE = List.of(
            "",
            "null",
            "{'choices':[]}",
            "{'choices':null}",
            "{'warning':'slow'}",
            "{'choices':[{'index':0,'delta':{}}]}",
            "{'choices':[{'index':0,'delta':{'content':''}}],'usage':null}");

    private final List<ChatChunk> seen = new ArrayList<>();
    private final ChatStream stream = new ChatStream(
            ChatStreamTest.call(),
            ChatStreamTest.decoder(),
            ChatStreamTest.openAi(),
            ProviderClientFixture.target(FIRST_TOKEN, STALL),
            ChatStreamTest.ERRORS,
            Long.MAX_VALUE);

    private boolean feed(String data) {
        return stream.feed(("data: " + data.replace('\'', '"') + "\n\n").getBytes(StandardCharsets.UTF_8), seen::add);
    }

    @Test
    void keepAlivesExtendNeitherTheFirstTokensLimitNorThatOfStalls() {
        assertThat(feed(ROLE)).isFalse();
        assertThat(IDLE).noneMatch(this::feed);
        assertThat(stream.limit()).isEqualTo(FIRST_TOKEN);
        assertThat(feed(TOKEN)).isTrue();
        assertThat(IDLE).noneMatch(this::feed);
        assertThat(stream.limit()).isEqualTo(STALL);
        assertThat(feed("{'choices':[{'index':0,'delta':{}}],'usage':{'completion_tokens':7}}"))
                .isTrue();
        assertThat(feed(FINISH)).isTrue();
        assertThat(IDLE).noneMatch(this::feed);
        assertThat(stream.limit()).isEqualTo(GRACE);
        assertThat(stream.late()).isNull();
    }

    @Test
    void afterAFinishReasonThatFollowsReasoningAloneTheAnswerMayStillCome() {
        feed(REASONING);
        feed(FINISH);
        assertThat(stream.limit()).isEqualTo(STALL);
        assertThat(stream.late()).as("an answer that did not come is none").isNull();
        feed(TOKEN);
        assertThat(stream.limit()).isEqualTo(STALL);
        assertThat(stream.late()).as("half an answer").isNotNull();
        feed(FINISH);
        assertThat(stream.limit()).isEqualTo(GRACE);
        assertThat(stream.late()).isNull();
    }

    @Test
    void anAnswerThatSaysNothingIsNotWaitedFor() {
        feed(FINISH);
        assertThat(stream.limit()).isEqualTo(GRACE);
    }
}
