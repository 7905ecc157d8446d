package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Capability;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.CompletedCall;
import dev.pointsman.router.FailoverPolicy;
import dev.pointsman.router.MidStream;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.Pool;
import dev.pointsman.router.ProviderException;
import dev.pointsman.router.RouteResult;
import dev.pointsman.router.RouterListener;
import io.micronaut.json.tree.JsonNode;
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
    private static final String END = "§";
    private static final ChatRequest QUESTION = ChatRequest.user("?");
    private static final List<FailureKind> BREAKS = List.of(
            FailureKind.CUT,
            FailureKind.TIMEOUT,
            FailureKind.BAD_RESPONSE,
            FailureKind.CONNECTION,
            FailureKind.SERVER_ERROR);

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

    /** How a model that should go on behaves. */
    private enum Manner {
        GOES_ON,
        BEGINS_AGAIN,
        REFUSES,
        DIFFERS
    }

    @Test
    void aReaderGetsTheWholeAnswerOrAProperPrefixAndAnError() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        router.models().forEach(model -> router.holdClosed(model.id()));
        int whole = 0;
        int resumed = 0;
        for (int round = 0; round < CUTS; round++) {
            String pool = List.of("resume", "restart", "buffer", "fail").get(random.nextInt(4));
            Case one = new Case(random);
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
        assertThat(router.snapshot()).allMatch(one -> one.statistics().inFlight() == 0);
    }

    @Test
    void everyCallCompletesOnceHoweverItsReaderEnds() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        router.models().forEach(model -> router.holdClosed(model.id()));
        for (int round = 0; round < 10_000; round++) {
            Case one = new Case(random);
            RouteResult<Flux<ChatChunk>> result = StreamCall.run(
                            router, RouteRequest.toPool("resume"), QUESTION, one::answer)
                    .onErrorComplete()
                    .block();
            if (result != null && random.nextBoolean()) {
                result.value().take(random.nextInt(5)).onErrorComplete().blockLast();
            }
            assertThat(completed).as("seed " + seed + ", round " + round).hasValue(round + 1);
        }
        assertThat(router.snapshot()).allMatch(one -> one.statistics().inFlight() == 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"CUT", "TIMEOUT", "BAD_RESPONSE", "CONNECTION", "SERVER_ERROR", "QUOTA_EXHAUSTED"})
    void whateverBrokeTheStreamItIsResumed(FailureKind kind) {
        Read read = read(
                "resume",
                (attempt, request) -> attempt.model().id().equals("cut")
                        ? Flux.just(text("a "), text("b ")).concatWith(broken(kind))
                        : Flux.just(text("c"), finish("stop")));
        assertThat(read.content()).isEqualTo("a b c" + END);
        assertThat(read.error).isNull();
    }

    @Test
    void theLastEventsNameTheModelThatEndedTheAnswerAndItsIdStays() {
        Read read = read(
                "resume",
                (attempt, request) -> attempt.model().id().equals("cut")
                        ? Flux.just(text("a ")).concatWith(broken(FailureKind.CUT))
                        : Flux.just(role(), text("b"), finish("stop"), usage(3)));
        assertThat(read.chunks.stream().map(chunk -> Json.field(chunk.json(), "pointsman")))
                .containsExactly(
                        null,
                        null,
                        Trees.of("{'model':'prefills','resumed':true}"),
                        Trees.of("{'model':'prefills','resumed':true}"));
        assertThat(read.chunks).allMatch(chunk -> "cut".equals(Json.text(chunk.json(), "id")));
        assertThat(read.chunks.get(3).usage().outputTokens()).isEqualTo(3);
    }

    @Test
    void theModelIsToldWhatWasSentWithoutTheWhiteSpaceAtItsEnd() {
        AtomicReference<JsonNode> last = new AtomicReference<>();
        Read read = read("resume", (attempt, request) -> {
            if (attempt.model().id().equals("cut")) {
                return Flux.just(text("one two \n")).concatWith(broken(FailureKind.CUT));
            }
            last.set(request.messages().get(request.messages().size() - 1));
            return Flux.just(text(" "), text("\nthree"), finish("stop"));
        });
        assertThat(Trees.reread(last.get())).isEqualTo(Trees.of("{'role':'assistant','content':'one two'}"));
        assertThat(read.content()).isEqualTo("one two \nthree" + END);
    }

    @Test
    void callsOfToolsAreNeverGoneOnWith() {
        AtomicInteger asked = new AtomicInteger();
        Read read = read("resume", (attempt, request) -> {
            asked.incrementAndGet();
            return Flux.just(text("a"), arguments("{")).concatWith(broken(FailureKind.CUT));
        });
        assertThat(asked).hasValue(1);
        assertThat(read.error).isInstanceOf(ProviderException.class);
    }

    @Test
    void aRefusedRestartIsToldAsTheBreakThatItWasFor() {
        Read read = read(
                "resume",
                (attempt, request) -> attempt.model().id().equals("cut")
                        ? Flux.just(text("a ")).concatWith(broken(FailureKind.TIMEOUT))
                        : Flux.error(broke(FailureKind.INVALID_REQUEST)));
        assertThat(((ProviderException) read.error).failure().kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(read.content()).isEqualTo("a ");
    }

    private Read read(String pool, Case one) {
        return read(pool, one::answer);
    }

    private Read read(String pool, StreamSource source) {
        Read read = new Read();
        StreamCall.run(router, RouteRequest.toPool(pool), QUESTION, source)
                .flatMapMany(RouteResult::value)
                .subscribe(read.chunks::add, error -> read.error = error);
        return read;
    }

    /** What a reader got. */
    private static final class Read {
        final List<ChatChunk> chunks = new ArrayList<>();
        Throwable error;

        String content() {
            return chunks.stream()
                    .map(chunk -> chunk.text()
                            + ProviderClientTest.streamedArguments(List.of(chunk), 0)
                            + (chunk.finishReason().isEmpty() ? "" : END))
                    .collect(Collectors.joining());
        }

        boolean resumed() {
            return chunks.stream().anyMatch(chunk -> Json.field(chunk.json(), "pointsman") != null);
        }
    }

    /** An answer, where it is cut, and how the models behave that are asked then. */
    private static final class Case {
        private final Random random;
        private final String text;
        private final String other;
        private final String arguments;
        private final Manner prefills;
        private final boolean differs;

        Case(Random random) {
            this.random = random;
            this.text = words();
            this.other = text.substring(0, random.nextInt(text.length())) + "#" + words();
            this.arguments = random.nextInt(4) == 0 ? "{\"n\":[1,2,3]}" : "";
            this.prefills = List.of(Manner.values()).get(random.nextInt(4));
            this.differs = random.nextInt(4) == 0;
        }

        private String words() {
            String alphabet = random.nextBoolean() ? "ab c\n" : "Grüße, 😀 x ";
            StringBuilder words = new StringBuilder("w");
            for (int i = random.nextInt(40); i > 0; i--) {
                words.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            return words.toString();
        }

        /** What a whole answer may be. */
        List<String> answers() {
            return List.of(text + arguments + END, other + arguments + END);
        }

        Flux<ChatChunk> answer(Attempt attempt, ChatRequest request) {
            List<JsonNode> messages = request.messages();
            String said = messages.size() == 1 ? "" : Json.text(messages.get(1), "content", "");
            return switch (attempt.model().id()) {
                case "cut" -> cut(chunks(text, arguments));
                case "restarts" -> maybeCut(chunks(differs ? other : text, arguments));
                default -> prefilled(said);
            };
        }

        private Flux<ChatChunk> prefilled(String said) {
            if (said.isEmpty()) {
                return maybeCut(chunks(prefills == Manner.DIFFERS ? other : text, arguments));
            }
            String whole = text.startsWith(said) ? text : other;
            return switch (prefills) {
                case GOES_ON -> maybeCut(chunks(whole.substring(said.length()), arguments));
                case BEGINS_AGAIN -> maybeCut(chunks(whole, arguments));
                case REFUSES, DIFFERS -> Flux.error(broke(FailureKind.INVALID_REQUEST));
            };
        }

        private Flux<ChatChunk> maybeCut(List<ChatChunk> chunks) {
            return random.nextInt(3) == 0 ? cut(chunks) : Flux.fromIterable(chunks);
        }

        private Flux<ChatChunk> cut(List<ChatChunk> chunks) {
            int at = random.nextInt(chunks.size() + 1);
            return Flux.fromIterable(chunks.subList(0, at))
                    .concatWith(broken(BREAKS.get(random.nextInt(BREAKS.size()))));
        }

        private List<ChatChunk> chunks(String answer, String arguments) {
            List<ChatChunk> chunks = new ArrayList<>(List.of(role()));
            pieces(answer).forEach(piece -> chunks.add(text(piece)));
            pieces(arguments).forEach(piece -> chunks.add(arguments(piece)));
            chunks.add(finish(arguments.isEmpty() ? "stop" : "tool_calls"));
            chunks.add(usage(7));
            return chunks;
        }

        private List<String> pieces(String whole) {
            List<String> pieces = new ArrayList<>();
            for (int at = 0; at < whole.length(); ) {
                int next = Math.min(whole.length(), at + 1 + random.nextInt(8));
                pieces.add(whole.substring(at, next));
                at = next;
            }
            return pieces;
        }

        @Override
        public String toString() {
            return "'" + text + "' or '" + other + "', prefill " + prefills + ", restart "
                    + (differs ? "differs" : "same");
        }
    }

    private static ChatChunk role() {
        return chunk(Json.build().put("role", "assistant").put("content", "").node(), null);
    }

    private static ChatChunk text(String text) {
        return chunk(Json.build().put("content", text).node(), null);
    }

    private static ChatChunk arguments(String piece) {
        JsonNode call = Json.build()
                .put("index", 0)
                .put("function", Json.build().put("arguments", piece).node())
                .node();
        return chunk(Json.build().put("tool_calls", List.of(call)).node(), null);
    }

    private static ChatChunk finish(String reason) {
        return chunk(Json.EMPTY, reason);
    }

    private static ChatChunk usage(int tokens) {
        JsonNode usage = Json.build()
                .put("prompt_tokens", 1)
                .put("completion_tokens", tokens)
                .node();
        return new ChatChunk(Json.build()
                .put("id", "cut")
                .put("choices", List.of())
                .put("usage", usage)
                .node());
    }

    private static ChatChunk chunk(JsonNode delta, String reason) {
        JsonNode choice = Json.build()
                .put("index", 0)
                .put("delta", delta)
                .put("finish_reason", reason)
                .node();
        return new ChatChunk(
                Json.build().put("id", "cut").put("choices", List.of(choice)).node());
    }

    private static Flux<ChatChunk> broken(FailureKind kind) {
        return Flux.error(broke(kind));
    }

    private static ProviderException broke(FailureKind kind) {
        return new ProviderException(Failure.of(kind, "broke"));
    }
}
