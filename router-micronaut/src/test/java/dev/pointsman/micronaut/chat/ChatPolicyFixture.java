package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Capability;
import dev.pointsman.model.Failure;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Timeouts;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.FailoverPolicy.MidStream;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelListener;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.RouterListener;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.trace.RouteTrace;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A pool of two providers that break as told, and what the router says of its calls. */
abstract class ChatPolicyFixture extends FaultyProviderFixture {
    static final ChatRequest QUESTION = ChatRequest.builder()
            .system("Be brief.")
            .user("Count!")
            .maxTokens(900)
            .build();
    static final RouteRequest CHAT = RouteRequest.toPool("chat");
    static final Timeouts LIMITS = new Timeouts(Duration.ofMillis(600), Duration.ofMillis(300), Duration.ofMillis(600));

    final List<RouteTrace> heard = new CopyOnWriteArrayList<>();

    static Pool pool(MidStream policy) {
        return Pool.of("chat", "primary")
                .withTier(Tier.FALLBACK, "fallback")
                .withGoal(Goal.of("ordered"))
                .withFailover(FailoverPolicy.builder()
                        .midStream(policy)
                        .retrySame(0)
                        .timeouts(LIMITS)
                        .build());
    }

    static String words(int count) {
        StringBuilder words = new StringBuilder("tok0");
        for (int i = 1; i < count; i++) {
            words.append(" tok").append(i);
        }
        return words.toString();
    }

    /** A primary of the OpenAI wire, a fallback of either, and what the router says of them. */
    final class Setup {
        final List<Usage> usage = new CopyOnWriteArrayList<>();
        final List<String> failed = new CopyOnWriteArrayList<>();
        final ModelRouter router;
        final ChatClient chat;

        Setup(FaultyProvider primary, String wire, FaultyProvider fallback, boolean prefill, Pool pool) {
            Set<Capability> capabilities =
                    prefill ? Set.of(Capability.TOOLS, Capability.PREFILL) : Set.of(Capability.TOOLS);
            router = ModelRouter.builder()
                    .model(Model.builder("primary", "first")
                            .capabilities(Set.of(Capability.TOOLS))
                            .build())
                    .model(Model.builder("fallback", "second")
                            .capabilities(capabilities)
                            .build())
                    .pool(pool)
                    .listener(listener())
                    .build();
            chat = open(new ChatClient(
                    router,
                    List.of(
                            ProviderSettings.of("first", "openai", URI.create(primary.url()), ""),
                            ProviderSettings.of("second", wire, URI.create(fallback.url()), "key"))));
        }

        private RouterListener listener() {
            return new RouterListener() {
                @Override
                public void completed(CompletedCall call) {
                    heard.add(call.trace());
                }

                @Override
                public ModelListener model(Model model, Operation operation) {
                    return new Ledger(model.id(), usage, failed);
                }
            };
        }

        /** Some calls that need no hedge, for the budget is a share of the calls. */
        void earnHedges() {
            for (int i = 0; i < 3; i++) {
                chat.complete(CHAT, QUESTION);
            }
            heard.clear();
            usage.clear();
        }

        String read() {
            return Chunks.text(chat.stream(CHAT, QUESTION)
                    .flatMapMany(RouteResult::value)
                    .collectList()
                    .block(SOON));
        }

        ProviderException breakOff(List<ChatChunk> seen) {
            return catchThrowableOfType(
                    ProviderException.class,
                    () -> chat.stream(CHAT, QUESTION)
                            .flatMapMany(RouteResult::value)
                            .doOnNext(seen::add)
                            .blockLast(SOON));
        }

        int inFlight() {
            return router.operations().snapshot().stream()
                    .mapToInt(one -> one.statistics().inFlight())
                    .sum();
        }
    }

    /** Usage and failures recorded for one model. */
    private record Ledger(String model, List<Usage> usage, List<String> failed) implements ModelListener {
        @Override
        public void succeeded(Attempt attempt, long nanos, Usage counted, double cost) {
            usage.add(counted);
        }

        @Override
        public void failed(Attempt attempt, long nanos, Failure failure) {
            failed.add(model);
        }
    }
}
