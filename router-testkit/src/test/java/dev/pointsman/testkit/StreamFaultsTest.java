package dev.pointsman.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamFaultsTest {
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final String FOUR = "tok0 tok1 tok2 tok3";
    private static final String ALL = FOUR + " tok4 tok5";

    enum Dialect {
        OPENAI,
        ANTHROPIC;

        FaultyProvider start() {
            return (this == OPENAI ? FaultyProvider.openAi() : FaultyProvider.anthropic())
                    .tokens(6)
                    .start();
        }

        String document() {
            return this == OPENAI ? Client.OPENAI : Client.ANTHROPIC;
        }

        String stream() {
            return this == OPENAI ? Client.OPENAI_STREAM : Client.ANTHROPIC_STREAM;
        }
    }

    private FaultyProvider provider = FaultyProvider.openAi().start();

    @AfterEach
    void close() {
        provider.close();
    }

    private Received stream(Dialect dialect, Fault fault) throws Exception {
        start(dialect, fault);
        return new Client(provider).stream(dialect.stream());
    }

    private HttpResponse<String> document(Dialect dialect, Fault fault) throws Exception {
        start(dialect, fault);
        return new Client(provider).chat(dialect.document());
    }

    private void start(Dialect dialect, Fault fault) {
        provider.close();
        provider = dialect.start();
        provider.always(fault);
    }

    private Ending ending() {
        return provider.requests().get(0).ending();
    }

    @ParameterizedTest
    @EnumSource
    void aResetCutsTheStream(Dialect dialect) throws Exception {
        Received cut = stream(dialect, Fault.resetAfter(4));
        assertThat(cut.broken()).isTrue();
        assertThat(cut.text()).isEqualTo(FOUR);
        assertThat(cut.finished()).isFalse();
        assertThat(ending()).isEqualTo(Ending.RESET);
    }

    @ParameterizedTest
    @EnumSource
    void aCloseCutsTheStream(Dialect dialect) throws Exception {
        Received cut = stream(dialect, Fault.closeAfter(4));
        assertThat(cut.broken()).isTrue();
        assertThat(cut.text()).isEqualTo(FOUR);
        assertThat(cut.finished()).isFalse();
        assertThat(ending()).isEqualTo(Ending.CLOSED);
    }

    @ParameterizedTest
    @EnumSource
    void anEarlyEndLooksWholeToHttp(Dialect dialect) throws Exception {
        Received cut = stream(dialect, Fault.endAfter(4));
        assertThat(cut.broken()).isFalse();
        assertThat(cut.text()).isEqualTo(FOUR);
        assertThat(cut.finished()).isFalse();
        assertThat(ending()).isEqualTo(Ending.ANSWERED);
        String half = document(dialect, Fault.endAfter(4)).body();
        assertThat(half).startsWith("{");
        assertThat(Json.parse(half).isMissingNode()).isTrue();
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
    void aStallEndsWithAClose(Dialect dialect) throws Exception {
        Received stalled = stream(dialect, Fault.stallAfter(4, SHORT));
        assertThat(stalled.text()).isEqualTo(FOUR);
        assertThat(stalled.broken()).isTrue();
        assertThat(stalled.took()).isGreaterThanOrEqualTo(SHORT);
        assertThat(ending()).isEqualTo(Ending.CLOSED);
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatLeavesAStallIsSeen(Dialect dialect) throws Exception {
        start(dialect, Fault.stallAfter(4, LONG));
        try (RawClient raw = new RawClient(provider)) {
            String body = dialect.stream();
            raw.send(RawClient.post("/v1" + Client.path(body), body)).head();
            assertThat(provider.awaitRequests(1, Duration.ofSeconds(5)).get(0).ending())
                    .isEqualTo(Ending.OPEN);
        }
        assertThat(provider.awaitEnded(1, Duration.ofSeconds(5)).get(0).ending())
                .isEqualTo(Ending.CLIENT_LEFT);
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatLeavesSlowTokensIsSeen(Dialect dialect) throws Exception {
        start(dialect, Fault.slowTokens(Duration.ofMinutes(1)));
        HttpResponse<InputStream> response = new Client(provider).open(dialect.stream());
        response.body().close();
        assertThat(provider.awaitEnded(1, Duration.ofSeconds(5)).get(0).ending())
                .isEqualTo(Ending.CLIENT_LEFT);
    }

    @ParameterizedTest
    @EnumSource
    void aPauseGoesOnToTheEnd(Dialect dialect) throws Exception {
        Received paused = stream(dialect, Fault.pauseAfter(4, SHORT));
        assertThat(paused.text()).isEqualTo(ALL);
        assertThat(paused.took()).isGreaterThanOrEqualTo(SHORT);
        assertThat(paused.finished()).isTrue();
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
                .filter(line -> Json.parse(line.substring(6)).isMissingNode())
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
    void aStreamMayLingerWithoutItsMark(Dialect dialect) throws Exception {
        Received stream = stream(dialect, Fault.withoutDone().and(Fault.lingers(SHORT)));
        assertThat(stream.finished()).isTrue();
        assertThat(stream.took()).isGreaterThanOrEqualTo(SHORT);
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
    void headersMayComeLongBeforeTheFirstToken(Dialect dialect) throws Exception {
        for (Fault slow : new Fault[] {Fault.slowBody(LONG), Fault.slowFirstToken(LONG)}) {
            start(dialect, slow);
            HttpResponse<InputStream> response = new Client(provider).open(dialect.stream());
            assertThat(response.statusCode()).isEqualTo(200);
            response.body().close();
        }
        assertThat(stream(dialect, Fault.slowFirstToken(SHORT)).took()).isGreaterThanOrEqualTo(SHORT);
        assertThat(stream(dialect, Fault.slowBody(SHORT)).text()).isEqualTo(ALL);
    }

    @ParameterizedTest
    @EnumSource
    void onlyASlowFirstTokenShowsTheOpeningEvents(Dialect dialect) throws Exception {
        Received opened = stream(dialect, Fault.slowFirstToken(SHORT).and(Fault.endAfter(0)));
        assertThat(opened.events()).isNotEmpty();
        start(dialect, Fault.slowFirstToken(LONG));
        try (InputStream in = new Client(provider).open(dialect.stream()).body()) {
            assertThat(in.read()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void signsOfLifeFillTheSilence(Dialect dialect) throws Exception {
        Received stream = stream(dialect, Fault.slowFirstToken(SHORT).pinging(Duration.ofMillis(40)));
        assertThat(stream.text()).isEqualTo(ALL);
        assertThat(stream.took()).isGreaterThanOrEqualTo(SHORT);
        Stream<String> signs =
                stream.raw().lines().filter(line -> line.equals(": keep-alive") || line.equals("event: ping"));
        assertThat(signs).hasSize(dialect == Dialect.OPENAI ? 3 : 4);
    }

    @ParameterizedTest
    @EnumSource
    void tokensMayComeSlowly(Dialect dialect) throws Exception {
        Received stream = stream(dialect, Fault.slowTokens(Duration.ofMillis(20)));
        assertThat(stream.took()).isGreaterThanOrEqualTo(Duration.ofMillis(120));
        assertThat(stream.text()).isEqualTo(ALL);
        long start = System.nanoTime();
        document(dialect, Fault.slowTokens(Duration.ofMillis(20)));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
    }

    @ParameterizedTest
    @EnumSource
    void aSlowStreamMayAlsoBeCut(Dialect dialect) throws Exception {
        Received cut = stream(dialect, Fault.slowTokens(Duration.ofMillis(20)).and(Fault.resetAfter(4)));
        assertThat(cut.text()).isEqualTo(FOUR);
        assertThat(cut.broken()).isTrue();
        assertThat(cut.took()).isGreaterThanOrEqualTo(Duration.ofMillis(80));
    }

    @ParameterizedTest
    @EnumSource
    void aDocumentMayBreakOff(Dialect dialect) throws Exception {
        for (Fault cut :
                new Fault[] {Fault.cutBody(), Fault.closeAfter(4), Fault.resetAfter(4), Fault.stallAfter(4, SHORT)}) {
            assertThatThrownBy(() -> document(dialect, cut)).as(cut.toString()).isInstanceOf(IOException.class);
            assertThat(ending()).isEqualTo(cut.toString().startsWith("reset") ? Ending.RESET : Ending.CLOSED);
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
        String body = dialect.stream().replace("}]}", "},{\"role\":\"assistant\",\"content\":\"tok0 tok1\"}]}");
        assertThat(new Client(provider).stream(body).text()).isEqualTo(ALL);
    }
}
