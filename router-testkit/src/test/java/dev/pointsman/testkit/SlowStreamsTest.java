package dev.pointsman.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that come late, slowly, or not to their end. */
class SlowStreamsTest extends FakeStreamFixture {
    private static final Set<String> SIGNS = Set.of(": keep-alive", "event: ping", "data:");
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Duration LONG = Duration.ofMinutes(10);

    @ParameterizedTest
    @EnumSource
    void aStallEndsWithAClose(Dialect dialect) throws Exception {
        Received stalled = stream(dialect, Fault.stallAfter(4, SHORT));
        assertThat(stalled.text()).isEqualTo(FOUR);
        assertThat(stalled.broken()).isTrue();
        assertThat(stalled.took()).isGreaterThanOrEqualTo(SHORT);
        assertThat(ending()).isEqualTo(ExchangeEnding.CLOSED);
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatLeavesAStallIsSeen(Dialect dialect) throws Exception {
        start(dialect, Fault.stallAfter(4, LONG));
        try (RawClient raw = new RawClient(provider())) {
            String body = dialect.stream();
            raw.send(RawClient.post("/v1" + Client.path(body), body)).head();
            assertThat(provider().awaitRequests(1, Duration.ofSeconds(5)).get(0).ending())
                    .isEqualTo(ExchangeEnding.OPEN);
        }
        assertThat(provider().awaitEnded(1, Duration.ofSeconds(5)).get(0).ending())
                .isEqualTo(ExchangeEnding.CLIENT_LEFT);
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatLeavesSlowTokensIsSeen(Dialect dialect) throws Exception {
        start(dialect, Fault.slowTokens(Duration.ofMinutes(1)));
        HttpResponse<InputStream> response = new Client(provider()).open(dialect.stream());
        response.body().close();
        assertThat(provider().awaitEnded(1, Duration.ofSeconds(5)).get(0).ending())
                .isEqualTo(ExchangeEnding.CLIENT_LEFT);
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
    void aStreamMayLingerWithoutItsMark(Dialect dialect) throws Exception {
        Received stream = stream(dialect, Fault.withoutDone().and(Fault.lingers(SHORT)));
        assertThat(stream.finished()).isTrue();
        assertThat(stream.took()).isGreaterThanOrEqualTo(SHORT);
    }

    @ParameterizedTest
    @EnumSource
    void headersMayComeLongBeforeTheFirstToken(Dialect dialect) throws Exception {
        for (Fault slow : new Fault[] {Fault.slowBody(LONG), Fault.slowFirstToken(LONG)}) {
            start(dialect, slow);
            HttpResponse<InputStream> response = new Client(provider()).open(dialect.stream());
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
        try (InputStream in = new Client(provider()).open(dialect.stream()).body()) {
            assertThat(in.read()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void signsOfLifeFillTheSilence(Dialect dialect) throws Exception {
        Received stream = stream(dialect, Fault.slowFirstToken(SHORT).pinging(Duration.ofMillis(40)));
        assertThat(stream.text()).isEqualTo(ALL);
        assertThat(stream.took()).isGreaterThanOrEqualTo(SHORT);
        Stream<String> signs = stream.raw().lines().filter(SIGNS::contains);
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
}
