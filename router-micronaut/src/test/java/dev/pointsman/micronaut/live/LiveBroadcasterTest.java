package dev.pointsman.micronaut.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.Goal;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

class LiveBroadcasterTest {
    private final Watched watched = new Watched(3);

    @AfterEach
    void close() {
        watched.close();
    }

    @Test
    void nothingIsCountedWhileNobodyWatches() {
        watched.sampler.take(); // there would be capacity
        watched.call();
        assertThat(watched.isScheduled()).isFalse();
        assertThat(watched.traffic.decisions()).isEmpty();
        assertThat(watched.traffic.counters().values())
                .allSatisfy(counters -> assertThat(counters).containsOnly(0));
        assertThat(watched.sampler.take()).isEmpty();
    }

    @Test
    void aReaderHearsWhereTheCallsWent() {
        Page page = Page.of(watched.feed);
        watched.feed.tick();
        watched.call();
        watched.feed.tick();
        assertThat(page.names()).containsExactly("history", "tick", "tick");
        assertThat(page.last().at("/sample/decided/chat"))
                .anySatisfy(count -> assertThat(count.asLong()).isEqualTo(1));
        assertThat(page.last().at("/sample/flows")).anySatisfy(counters -> {
            assertThat(counters.get(0).asDouble()).as("served").isEqualTo(1);
            assertThat(counters.get(2).asDouble()).as("seconds").isEqualTo(0.05);
            assertThat(counters.get(3).asDouble())
                    .as("seconds to a first token")
                    .isEqualTo(0.02);
        });
        assertThat(page.last().at("/pools/0/models")).hasSize(2);
        assertThat(page.last().at("/pools/0/state").asText()).isEqualTo("healthy");
    }

    @Test
    void cachedTokensAndSwitchesOfSessionsAreCounted() {
        Page page = Page.of(watched.feed);
        watched.feed.tick();
        RouteRequest turn = RouteRequest.builder().session("s").build();
        String first = turn(turn, new Usage(2_000, 0, 20));
        turn(turn.toBuilder().models(AllowDenyList.ANY.allow(first)).build(), new Usage(3_000, 1_920, 20));
        String other = first.equals("one") ? "two" : "one";
        turn(turn.toBuilder().models(AllowDenyList.ANY.allow(other)).build(), new Usage(4_000, 0, 20));
        watched.feed.tick();
        JsonNode sample = page.last().path("sample");
        JsonNode counters = sample.path("flows").path(first + "/chat");
        assertThat(counters.get(6).asDouble()).as("prompt tokens").isEqualTo(5_000);
        assertThat(counters.get(7).asDouble()).as("cached ones").isEqualTo(1_920);
        assertThat(counters.get(8).asDouble()).as("US dollars saved").isEqualTo(1_920 * (2 - .2) / 1e6);
        JsonNode sessions = sample.at("/sessions/chat");
        assertThat(sessions.path(first + "/chat").toString()).isEqualTo("[1,0]");
        assertThat(sessions.path(other + "/chat").toString()).isEqualTo("[1,1]");
    }

    private String turn(RouteRequest request, Usage usage) {
        Attempt attempt = watched.router.route(request);
        attempt.succeed(usage);
        return attempt.model().id();
    }

    @Test
    void aDecisionComesWithItsReasons() {
        Page page = Page.of(watched.feed);
        watched.feed.tick();
        watched.router.operations().forceOpen("two");
        watched.call();
        watched.feed.tick();
        assertThat(page.last().at("/decisions/0/model").asText()).isEqualTo("one");
        assertThat(page.last().at("/decisions/0/kind").asText()).isEqualTo("only");
        assertThat(page.last().at("/decisions/0/why").asText()).startsWith("the only available model");
        assertThat(page.last().at("/decisions/0/exclusions/0/model").asText()).isEqualTo("two");
        assertThat(page.last().at("/decisions/0/exclusions/0/why").asText()).startsWith("left out: ");
    }

    @Test
    void theNextCallIsThatOfTheGoalThatMostCallsAreAfter() {
        RouteRequest ordered = RouteRequest.builder().goal(Goal.of("ordered")).build();
        Page page = Page.of(watched.feed);
        watched.feed.tick();
        assertThat(wanted(page)).isEqualTo("balanced");
        watched.call();
        watched.call(ordered);
        watched.call(ordered);
        watched.feed.tick();
        assertThat(wanted(page)).isEqualTo("ordered");
        assertThat(page.last().at("/pools/0/goal").asText()).isEqualTo("balanced");
        assertThat(page.last().at("/pools/0/models/0/probability").asDouble())
                .as("the first in order")
                .isEqualTo(1);
        watched.feed.tick();
        assertThat(wanted(page)).as("while nobody calls").isEqualTo("ordered");
        watched.call();
        watched.feed.tick();
        assertThat(wanted(page)).isEqualTo("balanced");
    }

    @Test
    void aFewDecisionsOfEverySecondAreTold() {
        Page page = Page.of(watched.feed);
        watched.feed.tick();
        for (int i = 0; i < 100; i++) {
            watched.call();
        }
        watched.feed.tick();
        assertThat(page.last().path("decisions")).hasSize(DecisionSampler.USUAL);
        watched.call();
        watched.feed.tick();
        assertThat(page.last().path("decisions")).hasSize(1);
    }

    @Test
    void whoComesLaterSeesWhatWas() {
        Page.of(watched.feed);
        watched.feed.tick();
        watched.call();
        watched.feed.tick();
        Page late = Page.of(watched.feed);
        assertThat(late.names()).containsExactly("history", "tick");
        assertThat(late.first().path("samples")).hasSize(2);
        assertThat(late.first().path("decisions")).hasSize(1);
        assertThat(late.first().path("instance")).isEqualTo(late.last().path("instance"));
    }

    @Test
    void noMoreReadThanMay() {
        List<Page> three = List.of(Page.of(watched.feed), Page.of(watched.feed), Page.of(watched.feed));
        assertThat(watched.feed.isFull()).isTrue();
        Page oneTooMany = Page.of(watched.feed);
        assertThat(oneTooMany.isOver()).isTrue();
        assertThat(watched.feed.readers()).isEqualTo(3);
        three.get(1).leave();
        assertThat(watched.feed.isFull()).isFalse();
        watched.feed.tick();
        assertThat(three.get(0).names()).containsExactly("history", "tick");
        assertThat(three.get(1).names()).containsExactly("history");
    }

    @Test
    void aMinuteAfterTheLastReaderNothingIsCountedAnyMore() {
        Page page = Page.of(watched.feed);
        watched.feed.tick();
        assertThat(watched.traffic.isWatched()).isTrue();
        assertThat(watched.isScheduled()).isTrue();
        page.leave();
        for (int second = 0; second < 60; second++) {
            watched.feed.tick();
        }
        assertThat(watched.traffic.isWatched())
                .as("a page that is loaded again")
                .isTrue();
        watched.feed.tick();
        assertThat(watched.traffic.isWatched()).isFalse();
        assertThat(watched.isScheduled()).isFalse();
        assertThat(Page.of(watched.feed).first().path("samples")).isEmpty();
        assertThat(watched.isScheduled()).as("and it begins again").isTrue();
    }

    private static String wanted(Page page) {
        return page.last().at("/pools/0/wanted").asText();
    }

    @Test
    void aShutdownEndsOpenPagesAndOpensNoMore() {
        AtomicBoolean ended = new AtomicBoolean();
        Disposable page =
                watched.feed.open().doOnComplete(() -> ended.set(true)).subscribe();
        watched.feed.tick();
        assertThat(ended).isFalse();
        watched.feed.shutdownGracefully();
        assertThat(ended).isTrue();
        assertThat(page.isDisposed()).isTrue();
        assertThat(watched.feed.readers()).isZero();
        assertThat(watched.feed.isFull()).isTrue();
    }
}
