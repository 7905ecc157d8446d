package dev.pointsman.router;

import dev.pointsman.model.Usage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Subscriber to the answer of one running attempt; requests elements one by one. Thread-safe. */
final class AttemptRun<T> implements Flow.Subscriber<T> {
    private static final VarHandle ASKED;

    static {
        try {
            ASKED = MethodHandles.lookup().findVarHandle(AttemptRun.class, "asked", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final CallDriver<T, ?> driver;
    private final Attempt attempt;
    /** Whether an element has been requested and has not arrived. */
    private volatile boolean asked;

    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean taken; // written under the lock of the running attempts
    private volatile Usage usage = Usage.UNKNOWN; // written by the serialized signals

    AttemptRun(CallDriver<T, ?> driver, Attempt attempt) {
        this.driver = driver;
        this.attempt = attempt;
    }

    Attempt attempt() {
        return attempt;
    }

    /** Returns the last usage reported by an element. */
    Usage usage() {
        return usage;
    }

    void counted(Usage now) {
        usage = now.isKnown() ? now : usage;
    }

    /** Records that it is no longer running. */
    void taken() {
        taken = true;
    }

    boolean isTaken() {
        return taken;
    }

    void start(Function<? super Attempt, ? extends Flow.Publisher<T>> source) {
        if (taken) { // a hedge was faster than this thread
            return;
        }
        try {
            Objects.requireNonNull(source.apply(attempt), "the source returned no publisher")
                    .subscribe(this);
        } catch (Throwable thrown) { // an Error must not leave the attempt open either
            onError(thrown);
        }
    }

    /** Requests the next element, unless one is requested already or the caller has no capacity. */
    void pull() {
        Flow.Subscription elements = subscription;
        if (elements != null
                && !taken
                && !asked
                && driver.hasCapacity(attempt)
                && ASKED.compareAndSet(this, false, true)) {
            elements.request(1);
        }
    }

    /** Stops the source of a run that was taken; each of the two threads sees the other. */
    void cancel() {
        Flow.Subscription elements = subscription;
        if (elements != null) {
            elements.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription elements) {
        if (subscription != null) {
            elements.cancel();
            return;
        }
        subscription = elements;
        if (taken) {
            elements.cancel();
        } else {
            pull();
        }
    }

    @Override
    public void onNext(T element) {
        driver.received(this, element);
        asked = false;
        pull();
    }

    @Override
    public void onError(Throwable error) {
        driver.failed(this, error);
    }

    @Override
    public void onComplete() {
        driver.completed(this);
    }
}
