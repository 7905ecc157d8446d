package dev.pointsman.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.testkit.internal.protocol.JsonText;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that break off, or bring something else. */
class StreamFaultsTest extends FakeStreamFixture {
    private static final Duration SHORT = Duration.ofMillis(150);

    @ParameterizedTest
    @EnumSource
    void aResetCutsTheStream(Dialect dialect) throws Exception {
        isCut(dialect, Fault.resetAfter(4), true, ExchangeEnding.RESET);
    }

    @ParameterizedTest
    @EnumSource
    void aCloseCutsTheStream(Dialect dialect) throws Exception {
        isCut(dialect, Fault.closeAfter(4), true, ExchangeEnding.CLOSED);
    }

    @ParameterizedTest
    @EnumSource
    void anEarlyEndLooksWholeToHttp(Dialect dialect) throws Exception {
        isCut(dialect, Fault.endAfter(4), false, ExchangeEnding.ANSWERED);
        String half = document(dialect, Fault.endAfter(4)).body();
        assertThat(half).startsWith("{");
        assertThat(JsonText.parse(half).isMissingNode()).isTrue();
    }

    /** After four tokens; whether HTTP's end is missing, and what the provider says of it. */
    private void isCut(Dialect dialect, Fault fault, boolean broken, ExchangeEnding ending) throws Exception {
        Received cut = stream(dialect, fault);
        assertThat(cut.broken()).isEqualTo(broken);
        assertThat(cut.text()).isEqualTo(FOUR);
        assertThat(cut.finished()).isFalse();
        assertThat(ending()).isEqualTo(ending);
    }

    @ParameterizedTest
    @EnumSource
    void aCutBeforeTheFirstTokenLeavesOnlyTheOpening(Dialect dialect) throws Exception {
        Received cut = stream(dialect, Fault.endAfter(0));
        assertThat(cut.text()).isEmpty();
        assertThat(cut.events()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenEventComesBesideTheTokens(Dialect dialect) throws Exception {
        Received broken = stream(dialect, Fault.brokenEvent(3));
        assertThat(broken.text()).isEqualTo(ALL);
        assertThat(broken.finished()).isTrue();
        assertThat(brokenLines(broken)).hasSize(1);
        int place = broken.raw().indexOf(brokenLines(broken).get(0));
        assertThat(place).isBetween(broken.raw().indexOf("tok2"), broken.raw().indexOf("tok3"));
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenTokenIsLost(Dialect dialect) throws Exception {
        Received broken = stream(dialect, Fault.brokenToken(3));
        assertThat(broken.text()).isEqualTo("tok0 tok1 tok2 tok4 tok5");
        assertThat(brokenLines(broken)).hasSize(1);
        assertThat(stream(dialect, Fault.brokenToken(0)).text()).isEqualTo(" tok1 tok2 tok3 tok4 tok5");
    }

    private static java.util.List<String> brokenLines(Received received) {
        return received.raw()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .filter(line -> JsonText.parse(line.substring(6)).isMissingNode())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void anErrorEventEndsTheStream(Dialect dialect) throws Exception {
        Received failed = stream(dialect, Fault.errorEvent(4));
        assertThat(failed.status()).isEqualTo(200);
        assertThat(failed.broken()).isFalse();
        assertThat(failed.text()).isEqualTo(FOUR);
        assertThat(failed.finished()).isFalse();
        assertThat(failed.values("/error/type"))
                .containsExactly(dialect == Dialect.OPENAI ? "server_error" : "overloaded_error");
    }

    @ParameterizedTest
    @EnumSource
    void aStreamMayEndWithoutItsMark(Dialect dialect) throws Exception {
        Received stream = stream(dialect, Fault.withoutDone());
        assertThat(stream.text()).isEqualTo(ALL);
        assertThat(stream.finished()).isTrue();
        assertThat(stream.broken()).isFalse();
        assertThat(stream.raw()).doesNotContain("[DONE]").doesNotContain("message_stop");
    }

    @ParameterizedTest
    @EnumSource
    void unknownEventsAndCommentsDisturbNoToken(Dialect dialect) throws Exception {
        Received stream = stream(dialect, Fault.unknownEvents());
        assertThat(stream.text()).isEqualTo(ALL);
        assertThat(stream.raw().lines().filter(": a comment"::equals)).hasSize(2);
        assertThat(stream.values("/sky")).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void aDocumentMayBreakOff(Dialect dialect) throws Exception {
        for (Fault cut :
                new Fault[] {Fault.cutBody(), Fault.closeAfter(4), Fault.resetAfter(4), Fault.stallAfter(4, SHORT)}) {
            assertThatThrownBy(() -> document(dialect, cut)).as(cut.toString()).isInstanceOf(IOException.class);
            assertThat(ending())
                    .isEqualTo(cut.toString().startsWith("reset") ? ExchangeEnding.RESET : ExchangeEnding.CLOSED);
        }
        Received stream = stream(dialect, Fault.cutBody());
        assertThat(stream.broken()).isTrue();
        assertThat(stream.raw()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theFinishReasonTellsWhyATextIsShort(Dialect dialect) throws Exception {
        Received length = stream(dialect, Fault.lengthAfter(4));
        assertThat(length.text()).isEqualTo(FOUR);
        Received filtered = stream(dialect, Fault.contentFilterAfter(2));
        assertThat(filtered.text()).isEqualTo("tok0 tok1");
        if (dialect == Dialect.OPENAI) {
            assertThat(length.values("/choices/0/finish_reason")).containsExactly("length");
            assertThat(filtered.values("/choices/0/finish_reason")).containsExactly("content_filter");
        } else {
            assertThat(length.values("/delta/stop_reason")).containsExactly("max_tokens");
            assertThat(filtered.values("/delta/stop_reason")).containsExactly("refusal");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherTextMayBeSaidOnce(Dialect dialect) throws Exception {
        assertThat(stream(dialect, Fault.says("quite another thing")).text()).isEqualTo("quite another thing");
    }

    @ParameterizedTest
    @EnumSource
    void aPrefillMayBeIgnored(Dialect dialect) throws Exception {
        start(dialect, Fault.ignoresPrefill());
        String body = Client.ending("{\"role\":\"assistant\",\"content\":\"tok0 tok1\"}", dialect.stream());
        assertThat(new Client(provider()).stream(body).text()).isEqualTo(ALL);
    }
}
