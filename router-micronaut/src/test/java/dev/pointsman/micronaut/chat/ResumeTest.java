package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.micronaut.answer.internal.AnswerLimits;
import dev.pointsman.micronaut.chat.internal.AnswerObserver;
import dev.pointsman.model.Capability;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.FailoverPolicy.MidStream;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.RouterListener;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;

/** Streams of text and tool calls, cut anywhere, on models that say the same, go on, begin again, refuse or differ. */
class ResumeTest {
    private static final int CUTS = 100_000;
    private static final ChatRequest QUESTION = ChatRequest.user("?");

    private final AtomicInteger completed = new AtomicInteger();
    private final ModelRouter router = ModelRouter.builder()
            .model(Model.builder("cut", "p").build())
            .model(Model.builder("prefills", "p")
                    .capabilities(Set.of(Capability.PREFILL))
                    .build())
            .model(Model.builder("restarts", "p").build())
            .pool(pool("resume", MidStream.RESUME, "cut", "prefills", "restarts"))
            .pool(pool("restart", MidStream.RESUME, "cut", "restarts", "prefills"))
            .pool(pool("buffer", MidStream.BUFFER, "cut", "prefills", "restarts"))
            .pool(pool("fail", MidStream.FAIL, "cut", "prefills", "restarts"))
            .listener(new RouterListener() {
                @Override
                public void completed(CompletedCall call) {
                    completed.incrementAndGet();
                }
            })
            .build();

    private static Pool pool(String name, MidStream policy, String... models) {
        return Pool.of(name, models)
                .withGoal(Goal.of("ordered"))
                .withFailover(
                        FailoverPolicy.builder().midStream(policy).retrySame(0).build());
    }

    @Test
    void aReaderGetsTheWholeAnswerOrAProperPrefixAndAnError() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        router.operations().models().forEach(model -> router.operations().forceClosed(model.id()));
        int whole = 0;
        int resumed = 0;
        for (int round = 0; round < CUTS; round++) {
            String pool = List.of("resume", "restart", "buffer", "fail").get(random.nextInt(4));
            CutAnswer one = new CutAnswer(random);
            Read read = read(pool, one);
            String where = "seed " + seed + ", round " + round + ", pool " + pool + ": " + one;
            String got = read.content();
            if (read.error == null) {
                whole++;
                resumed += read.resumed() ? 1 : 0;
                assertThat(got).as(where).isIn(one.answers());
            } else {
                assertThat(one.answers())
                        .as(where + ", got " + got)
                        .anyMatch(answer -> answer.startsWith(got) && answer.length() > got.length());
                assertThat(FailureKind.INVALID_REQUEST)
                        .as(where)
                        .isNotEqualTo(
                                read.error instanceof ProviderException known
                                        ? known.failure().kind()
                                        : null);
            }
        }
        System.out.println("seed " + seed + ": " + whole + " of " + CUTS + " whole, " + resumed + " of them resumed");
        assertThat(resumed).isGreaterThan(CUTS / 10);
        assertThat(completed).hasValue(CUTS);
        assertThat(router.operations().snapshot())
                .allMatch(one -> one.statistics().inFlight() == 0);
    }

    @Test
    void everyCallCompletesOnceHoweverItsReaderEnds() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        router.operations().models().forEach(model -> router.operations().forceClosed(model.id()));
        for (int round = 0; round < 10_000; round++) {
            CutAnswer one = new CutAnswer(random);
            RouteResult<Flux<ChatChunk>> result = StreamingCall.run(
                            router,
                            RouteRequest.toPool("resume"),
                            QUESTION,
                            one::answer,
                            AnswerLimits.DEFAULT,
                            AnswerObserver.NONE)
                    .onErrorComplete()
                    .block();
            if (result != null && random.nextBoolean()) {
                result.value().take(random.nextInt(5)).onErrorComplete().blockLast();
            }
            assertThat(completed).as("seed " + seed + ", round " + round).hasValue(round + 1);
        }
        assertThat(router.operations().snapshot())
                .allMatch(one -> one.statistics().inFlight() == 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"CUT", "TIMEOUT", "BAD_RESPONSE", "CONNECTION", "SERVER_ERROR", "QUOTA_EXHAUSTED"})
    void whateverBrokeTheStreamItIsResumed(FailureKind kind) {
        Read read = read(
                "resume",
                (attempt, request) -> attempt.model().id().equals("cut")
                        ? Flux.just(CutBody.text("a "), CutBody.text("b ")).concatWith(CutBody.broken(kind))
                        : Flux.just(CutBody.text("c"), CutBody.finish("stop")));
        assertThat(read.content()).isEqualTo("a b c" + CutAnswer.END);
        assertThat(read.error).isNull();
    }

    @Test
    void theLastEventsNameTheModelThatEndedTheAnswerAndItsIdStays() {
        Read read = read(
                "resume",
                (attempt, request) -> attempt.model().id().equals("cut")
                        ? Flux.just(CutBody.text("a ")).concatWith(CutBody.broken(FailureKind.CUT))
                        : Flux.just(CutBody.role(), CutBody.text("b"), CutBody.finish("stop"), CutBody.usage(3)));
        assertThat(read.chunks.stream().map(chunk -> JsonFields.field(chunk.json(), "pointsman")))
                .containsExactly(
                        null,
                        null,
                        Trees.of("{'model':'prefills','resumed':true}"),
                        Trees.of("{'model':'prefills','resumed':true}"));
        assertThat(read.chunks).allMatch(chunk -> "cut".equals(JsonFields.text(chunk.json(), "id")));
        assertThat(read.chunks.get(3).usage().outputTokens()).isEqualTo(3);
    }

    @Test
    void theModelIsToldWhatWasSentWithoutTheWhiteSpaceAtItsEnd() {
        AtomicReference<JsonNode> last = new AtomicReference<>();
        Read read = read("resume", (attempt, request) -> {
            if (attempt.model().id().equals("cut")) {
                return Flux.just(CutBody.text("one two \n")).concatWith(CutBody.broken(FailureKind.CUT));
            }
            last.set(request.messages().get(request.messages().size() - 1));
            return Flux.just(CutBody.text(" "), CutBody.text("\nthree"), CutBody.finish("stop"));
        });
        assertThat(Trees.reread(last.get())).isEqualTo(Trees.of("{'role':'assistant','content':'one two'}"));
        assertThat(read.content()).isEqualTo("one two \nthree" + CutAnswer.END);
    }

    @Test
    void whatWasSentCountsTowardsTheLimitOfWhoGoesOnButNotOfWhoBeginsAgain() {
        ChatRequest limited = ChatRequest.builder().user("?").maxTokens(50).build();
        List<Integer> limits = new ArrayList<>();
        read("resume", limited, (attempt, request) -> {
            limits.add(request.maxTokens());
            return switch (attempt.model().id()) {
                case "cut" ->
                    Flux.just(CutBody.text("one two three four five six seven"))
                            .concatWith(CutBody.broken(FailureKind.CUT));
                case "prefills" -> Flux.error(CutBody.broke(FailureKind.SERVER_ERROR));
                default -> Flux.just(CutBody.text("one two three four five six seven eight"), CutBody.finish("stop"));
            };
        });
        assertThat(limits).as("33 characters were sent").containsExactly(50, 42, 50);
    }

    @Test
    void callsOfToolsAreNeverGoneOnWith() {
        AtomicInteger asked = new AtomicInteger();
        Read read = read("resume", (attempt, request) -> {
            asked.incrementAndGet();
            return Flux.just(CutBody.text("a"), CutBody.arguments("{")).concatWith(CutBody.broken(FailureKind.CUT));
        });
        assertThat(asked).hasValue(1);
        assertThat(read.error).isInstanceOf(ProviderException.class);
    }

    @Test
    void aRefusedRestartIsToldAsTheBreakThatItWasFor() {
        Read read = read(
                "resume",
                (attempt, request) -> attempt.model().id().equals("cut")
                        ? Flux.just(CutBody.text("a ")).concatWith(CutBody.broken(FailureKind.TIMEOUT))
                        : Flux.error(CutBody.broke(FailureKind.INVALID_REQUEST)));
        assertThat(((ProviderException) read.error).failure().kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(read.content()).isEqualTo("a ");
    }

    private Read read(String pool, CutAnswer one) {
        return read(pool, one::answer);
    }

    private Read read(String pool, StreamSource source) {
        return read(pool, QUESTION, source);
    }

    private Read read(String pool, ChatRequest question, StreamSource source) {
        Read read = new Read();
        StreamingCall.run(
                        router, RouteRequest.toPool(pool), question, source, AnswerLimits.DEFAULT, AnswerObserver.NONE)
                .flatMapMany(RouteResult::value)
                .subscribe(read.chunks::add, error -> read.error = error);
        return read;
    }

    /** Text received by a reader. */
    private static final class Read {
        final List<ChatChunk> chunks = new ArrayList<>();
        Throwable error;

        String content() {
            return chunks.stream()
                    .map(chunk -> chunk.text()
                            + Chunks.streamedArguments(List.of(chunk), 0)
                            + (chunk.finishReason().isEmpty() ? "" : CutAnswer.END))
                    .collect(Collectors.joining());
        }

        boolean resumed() {
            return chunks.stream().anyMatch(chunk -> JsonFields.field(chunk.json(), "pointsman") != null);
        }
    }
}
