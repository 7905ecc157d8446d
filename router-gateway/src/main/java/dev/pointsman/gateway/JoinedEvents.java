package dev.pointsman.gateway;

import dev.pointsman.wire.ServerEvent;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Events of a stream as they are written to a client: those that come in one turn of its connection's event loop are
 * joined, as writing costs more than an event. Signals are passed on in the event loop; events may come on any thread,
 * one after the other. Thread-safe.
 */
final class JoinedEvents implements CoreSubscriber<List<ServerEvent>>, Subscription {
    private static final int ENOUGH = 16 * 1024; // bytes to be joined

    private final EventExecutor loop;
    private final Subscriber<? super EventBytes> reader;
    private @Nullable Subscription source; // guarded by this, as all below
    private List<ServerEvent> waiting = new ArrayList<>();
    private int size; // of those waiting, in bytes
    private long demand; // of the reader
    private boolean asked; // for the next events
    private boolean planned; // to pass on at the end of the turn
    private boolean over;
    private @Nullable Throwable error; // at the end
    private boolean ended; // for the reader, or cancelled by it
    private boolean passing;

    private JoinedEvents(EventExecutor loop, Subscriber<? super EventBytes> reader) {
        this.loop = loop;
        this.reader = reader;
    }

    /** Returns the bytes of the events for the connection of a request. */
    static Flux<EventBytes> of(HttpRequest<?> http, Flux<List<ServerEvent>> events) {
        return of(
                http instanceof NettyHttpRequest<?> netty
                        ? netty.getChannelHandlerContext().executor()
                        : ImmediateEventExecutor.INSTANCE,
                events);
    }

    static Flux<EventBytes> of(EventExecutor loop, Flux<List<ServerEvent>> events) {
        return Flux.from(reader -> events.subscribe(new JoinedEvents(loop, reader)));
    }

    @Override
    public Context currentContext() {
        return reader instanceof CoreSubscriber<?> core ? core.currentContext() : Context.empty();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        synchronized (this) {
            source = subscription;
        }
        reader.onSubscribe(this);
    }

    @Override
    public void request(long elements) {
        synchronized (this) {
            demand = Operators.addCap(demand, elements);
        }
        pull();
        plan();
    }

    @Override
    public void onNext(List<ServerEvent> events) {
        synchronized (this) {
            asked = false;
            waiting.addAll(events);
            for (ServerEvent event : events) {
                size += event.data().length;
            }
        }
        plan();
        pull();
    }

    @Override
    public void onError(Throwable failure) {
        synchronized (this) {
            error = failure;
        }
        onComplete();
    }

    @Override
    public void onComplete() {
        synchronized (this) {
            over = true;
        }
        if (loop.inEventLoop()) {
            pass();
        } else {
            plan();
        }
    }

    @Override
    public void cancel() {
        Subscription events;
        synchronized (this) {
            ended = true;
            waiting = new ArrayList<>();
            events = source;
        }
        if (events != null) {
            events.cancel();
        }
    }

    /** Asks for events while the reader waits for some and they are not too many. */
    private void pull() {
        Subscription events;
        synchronized (this) {
            if (asked || over || ended || demand == 0 || size >= ENOUGH) {
                return;
            }
            asked = true;
            events = source;
        }
        if (events != null) {
            events.request(1);
        }
    }

    private void plan() {
        synchronized (this) {
            if (planned || (!over && (waiting.isEmpty() || demand == 0))) {
                return;
            }
            planned = true;
        }
        try {
            loop.execute(this::turnEnds);
        } catch (RejectedExecutionException stopped) { // and the connection with it
            cancel();
        }
    }

    private void turnEnds() {
        synchronized (this) {
            planned = false;
        }
        pass();
    }

    /** Passes on what waits, in the event loop. */
    private void pass() {
        List<ServerEvent> events;
        synchronized (this) {
            if (passing || ended) {
                return;
            }
            events = demand > 0 && !waiting.isEmpty() ? waiting : null;
            if (events != null) {
                waiting = new ArrayList<>();
                size = 0;
                demand--;
                passing = true;
            }
        }
        if (events != null) {
            reader.onNext(EventBytes.of(events));
        }
        Throwable failure;
        synchronized (this) {
            passing = false;
            if (ended || !over || !waiting.isEmpty()) {
                return;
            }
            ended = true;
            failure = error;
        }
        if (failure == null) {
            reader.onComplete();
        } else {
            reader.onError(failure);
        }
    }
}
