package dev.pointsman.micronaut.chat;

import dev.pointsman.micronaut.answer.TokenCount;
import dev.pointsman.micronaut.answer.internal.AnswerLimits;
import dev.pointsman.micronaut.cache.internal.CacheLimits;
import dev.pointsman.micronaut.cache.internal.ResponseCache;
import dev.pointsman.micronaut.chat.internal.AnswerObserver;
import dev.pointsman.micronaut.chat.internal.ObservedChunks;
import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Timeouts;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.tenant.ProviderLimits;
import dev.pointsman.time.NanoClock;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.EmbeddingRequest;
import dev.pointsman.wire.EmbeddingResponse;
import dev.pointsman.wire.RequestEstimates;
import dev.pointsman.wire.failure.FailureMappings;
import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Client for chat and embedding models of all providers, with routing and failover.
 *
 * <p>Inside a routed method, the methods without a {@link RouteRequest} call the model of its {@link CurrentAttempt}
 * and report first token, usage and failure to the attempt; they do not fail over, as the routed method is run again
 * instead. A second call within the same run goes to the same model under a new attempt. Outside of a routed method,
 * and where the attempt is for the other {@link Operation}, they route by themselves in the default pool.
 *
 * <p>The methods with a {@code RouteRequest} always route by themselves, with failover. They derive unset values of the
 * {@code RouteRequest} from the request: operation, streaming, prompt length, {@code max_tokens}, and the capabilities
 * that tools, images and JSON schemas need.
 *
 * <p>The failover rules of the router's {@link dev.pointsman.policy.Pool} apply where the client routes by itself. A
 * stream that breaks after its first token is treated by the pool's {@link dev.pointsman.policy.FailoverPolicy.MidStream} policy. If
 * another model continues it, or restarts it with the same text, the reader sees one answer: its chunks from the finish
 * reason on have a field {@code pointsman}, an object of the {@code model}'s id and {@code resumed}, and its usage is
 * that of the model that completed it. An answer with tool calls, or with any other content than text, is never
 * resumed. Stale responses are used for whole answers only, never for streams; the default cache key is derived from
 * the request.
 *
 * <p>In a pool with a {@link dev.pointsman.policy.CachePolicy}, a call that routes by itself may be answered from the cache
 * of responses, which {@link dev.pointsman.micronaut.cache.CacheUse} tells and controls; such a result has a trace without
 * attempts.
 *
 * <p>Timeouts are those of {@link Attempt#timeouts()}; requests are changed according to {@link Attempt#change()}.
 *
 * <p>Failures are a {@link dev.pointsman.failure.ProviderException} inside a routed method, and the router's
 * {@link dev.pointsman.failure.RoutingException} where the client routes by itself; a stream that breaks after its first
 * token always ends with a {@code ProviderException}: that of its first break, caused by the router's exception if
 * resumption by other models failed. A request that a provider's protocol cannot express is a failure of kind
 * {@code UNSUPPORTED}, raised before anything is sent: it fails over to a model with another protocol and does not
 * affect health.
 *
 * <p>The blocking methods must not be called on an event loop. Thread-safe.
 */
@Singleton
@Requires(beans = ModelRouter.class)
public final class ChatClient implements AutoCloseable {
    private static final Timeouts OUTSIDE =
            new Timeouts(Duration.ofSeconds(15), Duration.ofSeconds(15), Duration.ofSeconds(15));

    private final ModelRouter router;
    private final ProviderRegistry providers;
    private final AttemptClient client;
    private final CacheKeys questions;
    private final TokenCounts counts;
    private final AnswerLimits limits;
    private final AnswerObserver observer;
    private final ResponseCache cache;

    /**
     * Creates a client.
     *
     * @param router chooses the models and is updated with the outcomes
     * @param providers connection settings of the providers; each name once
     * @param failures the user's failure mappings; null for none
     */
    public ChatClient(ModelRouter router, List<ProviderSettings> providers, @Nullable FailureMappings failures) {
        this(router, providers, failures, HttpClients.standalone(), List.of(), null, null, null, null, null);
    }

    @Inject
    ChatClient(
            ModelRouter router,
            List<ProviderSettings> providers,
            @Nullable FailureMappings failures,
            List<AttemptScope> scopes,
            @Nullable AnswerLimits limits,
            @Nullable AnswerObserver observer,
            @Nullable ResponseCache cache,
            @Nullable ProviderLimits accounts,
            @Nullable NanoClock clock,
            BeanContext application) {
        this(
                router,
                providers,
                failures,
                HttpClients.of(application),
                scopes,
                limits,
                observer,
                cache,
                accounts,
                clock);
    }

    private ChatClient(
            ModelRouter router,
            List<ProviderSettings> providers,
            @Nullable FailureMappings failures,
            HttpClients http,
            List<AttemptScope> scopes,
            @Nullable AnswerLimits limits,
            @Nullable AnswerObserver observer,
            @Nullable ResponseCache cache,
            @Nullable ProviderLimits accounts,
            @Nullable NanoClock clock) {
        this.router = router;
        this.limits = limits == null ? AnswerLimits.DEFAULT : limits;
        this.providers = new ProviderRegistry(
                providers,
                failures == null ? FailureMappings.NONE : failures,
                InstantSource.system(),
                http,
                this.limits,
                accounts,
                clock == null ? NanoClock.system() : clock);
        this.observer = observer == null ? AnswerObserver.NONE : observer;
        this.client = new AttemptClient(this.providers, new WireReach(router, this.providers), scopes, this.observer);
        this.cache = cache == null
                ? new ResponseCache(router, CacheLimits.DEFAULT, null, null, List.of(), InstantSource.system())
                : cache;
        this.questions = new CacheKeys(router);
        this.counts = new TokenCounts(router, this.providers);
    }

    /**
     * Creates a client with the default failure mappings.
     *
     * @param router chooses the models and is updated with the outcomes
     * @param providers connection settings of the providers; each name once
     */
    public ChatClient(ModelRouter router, List<ProviderSettings> providers) {
        this(router, providers, null);
    }

    /**
     * A whole answer.
     *
     * @param request the question
     * @return the answer
     * @throws dev.pointsman.failure.ProviderException inside a routed method, if the model fails
     * @throws dev.pointsman.failure.RoutingException outside of one, if no model answers
     */
    public ChatResponse complete(ChatRequest request) {
        return BlockingCalls.await(completeAsync(request));
    }

    /**
     * A whole answer, routed here.
     *
     * @param route what the call needs
     * @param request the question
     * @return the answer and who gave it
     * @throws dev.pointsman.failure.RoutingException if no model answers
     */
    public RouteResult<ChatResponse> complete(RouteRequest route, ChatRequest request) {
        return BlockingCalls.await(completeAsync(route, request));
    }

    /**
     * A whole answer.
     *
     * @param request the question
     * @return the answer; asked for on subscription, and the connection is closed on cancellation
     */
    public Mono<ChatResponse> completeAsync(ChatRequest request) {
        return inScope(
                Operation.CHAT,
                attempt -> AttemptReport.on(attempt, client.complete(attempt, request), ChatResponse::usage),
                () -> completeAsync(RouteRequest.ANY, request).map(RouteResult::value));
    }

    /**
     * A whole answer, routed here.
     *
     * @param route what the call needs
     * @param request the question
     * @return the answer and who gave it; asked for on subscription, and the connection is closed on cancellation
     */
    public Mono<RouteResult<ChatResponse>> completeAsync(RouteRequest route, ChatRequest request) {
        RouteRequest hinted = RequestEstimates.chat(route, request, false);
        return cache.whole(
                hinted,
                request,
                () -> CompletionCall.run(
                        router,
                        () -> questions.named(hinted, request.json()),
                        attempt -> client.complete(attempt, request),
                        ChatResponse::usage));
    }

    /**
     * A streamed answer.
     *
     * @param request the question
     * @return the chunks, the last ones with finish reason and usage; asked for on subscription, and the connection is
     *     closed on cancellation
     */
    public Flux<ChatChunk> stream(ChatRequest request) {
        Optional<Attempt> here = CurrentAttempt.find();
        return Flux.deferContextual(context -> {
            Optional<Attempt> scope = scope(context, here, Operation.CHAT);
            return scope.isPresent()
                    ? stream(open(scope.get()), request)
                    : stream(RouteRequest.ANY, request).flatMapMany(RouteResult::value);
        });
    }

    /**
     * A streamed answer, routed here.
     *
     * @param route what the call needs
     * @param request the question
     * @return completes with the first token, or, in a pool that buffers, with the whole answer; its model and trace
     *     are those of that moment. The chunks, that token's among them, can be read once; the connection is closed if
     *     their reader cancels. Chunks that are not read are kept up to {@code answers.stream-buffer}; then the
     *     provider is not read either, and after {@code answers.slow-reader-timeout} the stream ends with a
     *     {@link SlowReaderException}, as cancelled
     */
    public Mono<RouteResult<Flux<ChatChunk>>> stream(RouteRequest route, ChatRequest request) {
        RouteRequest hinted = RequestEstimates.chat(CacheKeys.unnamed(route), request, true);
        return cache.stream(
                hinted, request, () -> StreamingCall.run(router, hinted, request, client::stream, limits, observer));
    }

    /**
     * Number of tokens of a request, counted by the provider of the model that a decision would choose; of the next ones
     * if it fails. Such a request is no call: it is neither recorded nor charged.
     *
     * @param route what the call would need
     * @param request the request, with a source of the provider's protocol
     * @return the count, asked for on subscription; empty if no available model's provider tells one
     */
    public Mono<TokenCount> countTokens(RouteRequest route, ChatRequest request) {
        return counts.of(route, request);
    }

    /**
     * Vectors for texts.
     *
     * @param request the texts
     * @return the vectors
     * @throws dev.pointsman.failure.ProviderException inside a routed method, if the model fails
     * @throws dev.pointsman.failure.RoutingException outside of one, if no model answers
     */
    public EmbeddingResponse embed(EmbeddingRequest request) {
        return BlockingCalls.await(embedAsync(request));
    }

    /**
     * Vectors for texts, routed here.
     *
     * @param route what the call needs
     * @param request the texts
     * @return the vectors and who made them
     * @throws dev.pointsman.failure.RoutingException if no model answers
     */
    public RouteResult<EmbeddingResponse> embed(RouteRequest route, EmbeddingRequest request) {
        return BlockingCalls.await(embedAsync(route, request));
    }

    /**
     * Vectors for texts.
     *
     * @param request the texts
     * @return the vectors; asked for on subscription, and the connection is closed on cancellation
     */
    public Mono<EmbeddingResponse> embedAsync(EmbeddingRequest request) {
        return inScope(
                Operation.EMBEDDINGS,
                attempt -> AttemptReport.on(attempt, client.embed(attempt, request), EmbeddingResponse::usage),
                () -> embedAsync(RouteRequest.ANY, request).map(RouteResult::value));
    }

    /**
     * Vectors for texts, routed here.
     *
     * @param route what the call needs
     * @param request the texts
     * @return the vectors and who made them; asked for on subscription, and the connection is closed on cancellation
     */
    public Mono<RouteResult<EmbeddingResponse>> embedAsync(RouteRequest route, EmbeddingRequest request) {
        RouteRequest hinted = RequestEstimates.embeddings(route, request);
        return CompletionCall.run(
                router,
                () -> questions.named(hinted, request.json()),
                attempt -> client.embed(attempt, request),
                EmbeddingResponse::usage);
    }

    private Flux<ChatChunk> stream(Attempt attempt, ChatRequest request) {
        Flux<ChatChunk> chunks = client.stream(attempt, request);
        return AttemptReport.on(
                attempt,
                observer == AnswerObserver.NONE
                        ? chunks
                        : Flux.defer(() -> {
                            ObservedChunks observed = new ObservedChunks(observer, request);
                            return chunks.doOnNext(chunk -> observed.add(
                                    attempt, chunk, !chunk.finishReason().isEmpty()));
                        }));
    }

    private <T> Mono<T> inScope(Operation operation, Function<Attempt, Mono<T>> inside, Supplier<Mono<T>> outside) {
        Optional<Attempt> here = CurrentAttempt.find();
        return Mono.deferContextual(context -> {
            Optional<Attempt> scope = scope(context, here, operation);
            return scope.isPresent() ? inside.apply(open(scope.get())) : outside.get();
        });
    }

    private static Optional<Attempt> scope(ContextView context, Optional<Attempt> here, Operation operation) {
        return CurrentAttempt.find(context)
                .or(() -> here)
                .filter(attempt -> attempt.request().operation() == operation);
    }

    /** Returns the attempt, or a new one at the same model if it has ended. */
    private Attempt open(Attempt attempt) {
        if (!attempt.isEnded()) {
            return attempt;
        }
        AllowDenyList same = AllowDenyList.ANY.allow(attempt.model().id());
        return router.route(attempt.request().toBuilder().models(same).build());
    }

    /**
     * Answer of one model, past the router: no attempt, time, cost or failure is recorded.
     *
     * @param model the model
     * @param request the request
     * @return the answer, asked for on subscription
     */
    public Mono<ChatResponse> outside(Model model, ChatRequest request) {
        return providers.of(model).complete(new CallTarget(model, OUTSIDE, spent -> {}), request);
    }

    /**
     * Checks on subscription whether a provider answers a request without a prompt, with any status.
     *
     * @param provider the provider's configured name
     * @param path the path below its address
     * @return true if it answered; never an error
     */
    public Mono<Boolean> reaches(String provider, String path) {
        return providers.reaches(provider, path);
    }

    /** Closes the connections to all providers. */
    @Override
    @PreDestroy
    public void close() {
        providers.close();
    }
}
