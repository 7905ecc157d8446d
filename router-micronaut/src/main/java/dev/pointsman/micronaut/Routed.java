package dev.pointsman.micronaut;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.FailoverPolicy.MidStream;
import dev.pointsman.router.Attempt;
import io.micronaut.aop.Around;
import io.micronaut.context.annotation.Executable;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Routes each call of a method to the best model. If the model fails, the whole method is run again for the next one,
 * including its side effects: anything that it writes, sends or counts before the failure happens once per attempt.
 *
 * <p>Inside the method, {@code ChatClient} calls the current attempt's model and reports the outcome by itself. For other
 * clients, declare a parameter of type {@link Attempt}, for which callers pass null: it has the model to call, and
 * receives first token and usage. An attempt that the method does not end succeeds when the method returns, and fails
 * when it throws; the {@link dev.pointsman.failure.FailureClassifier} decides whether an exception is a failure of the
 * provider or of the caller.
 *
 * <p>In a pool with hedging, a method whose answer arrives later (a stage or a publisher) may run twice at the same time
 * for one call, with its side effects: the attempt with the first element or answer is chosen, and the other one is
 * cancelled. It may also run for a trial of a model whose breaker is open, whose answer is discarded. A method with a
 * synchronous result makes one attempt after the other.
 *
 * <p>Per call, a parameter of type {@link dev.pointsman.model.Goal} or {@link RouteRequest} takes precedence; null and
 * values not set are taken from this annotation, then from the pool. A goal parameter overrides the request's goal.
 *
 * <p>The result may be a value, nothing, a {@code CompletionStage}, or any type that Micronaut converts to and from a
 * reactive-streams {@code Publisher}. A publisher starts its call on subscription, once per subscriber. Cancelling the
 * subscription ends the attempt as ignored; statistics are not updated. A later attempt starts on the thread that saw the
 * failure or the end of a wait, so a method with an asynchronous result must not block; one with a synchronous result
 * waits on its caller's thread.
 *
 * <p>{@link Attempt#timeouts()} limit the time to wait for a provider. The response timeout applies to a stage or a
 * publisher of one element; the first-token and stall timeouts apply to a stream, and count only while its reader has
 * requested an element. On a timeout the source is cancelled and the attempt fails. No timeout can be enforced on a
 * method with a synchronous result: its client should apply the attempt's timeouts by itself, as {@code ChatClient} does.
 *
 * <p>A stream fails over to another model before its first element. After it, the pool's {@link MidStream} policy
 * applies: {@code FAIL} passes the error on; {@code BUFFER} passes nothing on until the stream is complete;
 * {@code RESUME} runs the method again for the next model and skips leading elements that equal those passed on before,
 * by their {@code equals}; at the first difference the stream ends with the original error. For this, a stream's elements
 * are retained while it is read.
 *
 * <p>If the pool's exhaustion policy is a stale answer, the last answer of the same method and
 * {@link RouteRequest#cacheKey() cache key} is returned; it requires a {@code RouteRequest} parameter with a cache key,
 * as only the caller knows which calls are equal. Streams have no stale answers.
 *
 * <p>A method with the result type {@link dev.pointsman.trace.RouteResult}, alone or as the single value of a stage or
 * publisher, returns the model and the trace to its caller; its body returns {@code RouteResult.of(value)}, and the
 * router adds the rest.
 *
 * <p>On a type, all its methods that are not private are routed; members on a method override those on its type.
 * Pool, goal and result type are checked when the application starts.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@Around
@Executable(processOnStartup = true)
public @interface Routed {

    /**
     * The pool.
     *
     * @return the pool's name; empty for the default pool
     */
    String pool() default "";

    /**
     * The goal.
     *
     * @return the goal's name; empty for the pool's default
     */
    String goal() default "";

    /**
     * The tenant; an expression such as {@code #{ #customer }} takes it from the arguments.
     *
     * @return the tenant; empty for none
     */
    String tenant() default "";

    /**
     * The session; an expression such as {@code #{ #chatId }} takes it from the arguments.
     *
     * @return the session; empty for none
     */
    String session() default "";

    /**
     * The kind of task, for which quality is learned if that is learned at all.
     *
     * @return the tag, of at most 64 characters; empty for none
     */
    String tag() default "";
}
