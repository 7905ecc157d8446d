package dev.pointsman.router;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call over its attempts, for adapters of result types that {@link ModelRouter} does not serve itself. Its events
 * come one after the other: {@link #next}, then one of {@link #succeeded}, {@link #failed} and {@link #cancelled}, and
 * after a failure that did not throw, {@link #next} again. Not safe for several threads at once.
 */
public final class RoutedCall {
  private final ModelRouter router;
  private final Engine engine;
  private final RouteRequest request;
  private final PoolState pool;
  private final Goals.Binding goal;
  private final long start;
  private final Tried tried = new Tried();
  private final List<AttemptRecord> records = new ArrayList<>(4);
  private long id = -1;
  private @Nullable Failure lastFailure;
  private @Nullable Throwable lastError;

  RoutedCall(ModelRouter router, Engine engine, RouteRequest request, PoolState pool) {
    this.router = router;
    this.engine = engine;
    this.request = request;
    this.pool = pool;
    this.goal = ModelRouter.goalOf(request, pool, engine);
    this.start = engine.clock().nanos();
  }

  /**
   * The next attempt.
   *
   * @return an attempt at a model this call has not tried
   * @throws NoModelAvailableException if no model may be tried and none has been
   * @throws ModelsExhaustedException if attempts, time or models are used up
   * @throws RequestRefusedException if the last model refused the request and no other can do better
   */
  public Attempt next() {
    boolean allowed = records.isEmpty() || (records.size() < attempts() && !isLate());
    Attempt attempt =
        allowed ? router.decide(pool, request, goal, tried, mayPanic()) : null;
    if (attempt == null) {
      throw givenUp();
    }
    if (id < 0) {
      id = attempt.id();
    }
    return attempt;
  }

  /**
   * An attempt has failed. Ends it as the classifier says, unless the body has ended it already.
   *
   * @param attempt the attempt
   * @param error what the body threw
   * @throws RequestRefusedException if the request itself was refused and nobody else may be tried
   */
  public void failed(Attempt attempt, Throwable error) {
    Failure failure = failureOf(attempt, error);
    record(attempt, failure);
    tried.add(attempt.model(), failure);
    lastFailure = failure;
    lastError = error;
    switch (failure.kind()) {
      case CALLER_ERROR, CANCELLED -> {
        complete();
        throw ModelRouter.<RuntimeException>sneak(error);
      }
      default -> {
        if (failure.kind().next() == FailureKind.Next.NOBODY) {
          throw givenUp();
        }
      }
    }
  }

  /**
   * An attempt has brought the answer. Ends it as a success of unknown usage, unless the body has ended it already.
   *
   * @param attempt the attempt
   * @param value the answer
   * @param <T> the type of the answer
   * @return the answer with its trace
   */
  public <T> RouteResult<T> succeeded(Attempt attempt, T value) {
    attempt.succeed();
    record(attempt, null);
    return new RouteResult<>(
        value, attempt.model(), attempt.tier() != Tier.PRIMARY, complete());
  }

  /**
   * The caller has left: nothing is learned.
   *
   * @param attempt the attempt
   */
  public void cancelled(Attempt attempt) {
    attempt.ignore();
    record(attempt, Failure.of(FailureKind.CANCELLED, "the caller left"));
    complete();
  }

  private Failure failureOf(Attempt attempt, Throwable error) {
    Failure known = attempt.failure();
    if (known != null) {
      return known;
    }
    Failure failure =
        attempt.isEnded()
            ? Failure.of(FailureKind.CALLER_ERROR, error.getClass().getName())
            : classify(error);
    attempt.fail(failure);
    return failure;
  }

  private Failure classify(Throwable error) {
    try {
      return engine.classifier().classify(error);
    } catch (RuntimeException e) { // the attempt must end all the same
      error.addSuppressed(e);
      return Failure.of(FailureKind.CALLER_ERROR, error.getClass().getName());
    }
  }

  private RoutingException givenUp() {
    RouteTrace trace = complete();
    if (lastFailure == null || lastError == null) {
      return new NoModelAvailableException(
          trace, Eligibility.explain(pool, request, tried, engine.clock().nanos()));
    }
    return lastFailure.kind().lesson() == FailureKind.Lesson.NOTHING
        ? new RequestRefusedException(trace, lastFailure, lastError)
        : new ModelsExhaustedException(trace, lastFailure, lastError);
  }

  private RouteTrace complete() {
    RouteTrace trace = new RouteTrace(id, pool.name(), goal.goal().name(), records);
    engine.listeners().forEach(listener -> listener.completed(trace));
    return trace;
  }

  private void record(Attempt attempt, @Nullable Failure failure) {
    long nanos = engine.clock().nanos() - attempt.start();
    records.add(
        new AttemptRecord(
            attempt.id(), attempt.model(), attempt.tier(), Duration.ofNanos(nanos), failure));
  }

  /** Passing over an open breaker is the last resort of a call that could ask nobody yet. */
  private boolean mayPanic() {
    return pool.pool().failover().panic() && tried.isEmpty();
  }

  private int attempts() {
    return pool.pool().failover().attempts();
  }

  private boolean isLate() {
    Duration own = request.deadline();
    Duration deadline = own == null ? pool.pool().failover().deadline() : own;
    return Duration.ofNanos(engine.clock().nanos() - start).compareTo(deadline) >= 0;
  }
}
