package dev.pointsman.micronaut;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.MidStream;
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
 * Routes each call of a method to the best model; when the model fails, the whole method is run again for the next
 * one, and so are the method's own side effects: what it writes, sends or counts before the failure happens once per
 * attempt.
 *
 * <p>Inside the method, {@code ChatClient} goes to the current attempt's model and reports how it went by itself.
 * Whoever talks to a provider in another way declares a parameter of type {@link Attempt}, for
 * which callers pass null: it tells the model to ask and hears of first token and usage. An attempt that the method
 * does not end has succeeded when the method returns, and failed when it throws; whether an exception is the provider's
 * fault or the caller's own is decided by the {@link dev.pointsman.router.FailureClassifier}.
 *
 * <p>A pool's hedging has no effect here: a second attempt besides would run the method, and its side effects, twice at
 * once. {@code ChatClient} hedges where it routes by itself, that is, outside of routed methods.
 *
 * <p>Per call, a parameter of type {@link dev.pointsman.model.Goal} or {@link RouteRequest}
 * chooses; what it leaves open, or null, is taken from this annotation, and then from the pool. A goal parameter wins
 * over the request's own goal.
 *
 * <p>The result may be a value, nothing, a {@code CompletionStage}, or any type that Micronaut converts to and from a
 * reactive-streams {@code Publisher}. A publisher begins its call when it is subscribed to, once per subscriber. Who
 * cancels ends the attempt without a lesson for anybody. A later attempt begins on the thread that saw the failure or
 * the end of a wait, which is why a method that answers later must not block; one that answers when it returns waits on
 * its caller's own thread.
 *
 * <p>A provider may be silent for as long as {@link Attempt#timeouts()} says. A stage or a publisher of one element has
 * the limit for a whole answer; a stream has those for the first element and between two elements, counted while its
 * reader waits for one. Whoever is late is cancelled, and the attempt has failed with a timeout. On a method that
 * answers when it returns no limit can be forced: it runs until it returns, so its client should keep to the limits of
 * the attempt by itself, as {@code ChatClient} does.
 *
 * <p>A stream is tried elsewhere before its first element. After it, the pool's {@link MidStream} policy decides:
 * {@code FAIL} passes the error on; {@code BUFFER} passes nothing on until the stream is complete; {@code RESUME} runs
 * the method again for the next model and leaves out leading elements that equal those passed on before, by their
 * {@code equals}; at the first difference the stream ends with the error that broke it. To that end a stream's elements
 * are kept while it flows.
 *
 * <p>Where the pool answers exhaustion with old answers, such an answer stands in for a single one of the same method,
 * if the call has a {@code RouteRequest} parameter whose {@link RouteRequest#cacheKey() question} is set: what the
 * method asks is known to its caller alone. Streams have no old answers.
 *
 * <p>A method whose result type is {@link dev.pointsman.router.RouteResult}, alone or as the single value of a stage or
 * publisher, tells its caller the model and the trace; its body returns {@code RouteResult.of(value)}, of which the
 * value counts and the router fills in the rest.
 *
 * <p>On a type, all its methods that are not private are routed; on a method, its own members win over the type's.
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
     * The pool that serves.
     *
     * @return the pool's name; empty for the default pool
     */
    String pool() default "";

    /**
     * What the calls are after.
     *
     * @return the goal's name; empty for the pool's own
     */
    String goal() default "";

    /**
     * On whose behalf a call is made; an expression such as {@code #{ #customer }} takes it from the arguments.
     *
     * @return the tenant; empty for none
     */
    String tenant() default "";

    /**
     * The conversation a call belongs to; an expression such as {@code #{ #chatId }} takes it from the arguments.
     *
     * @return the session; empty for none
     */
    String session() default "";
}
