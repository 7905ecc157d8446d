package dev.pointsman.gateway.request;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Time limits of incoming requests: the time that a header and a body may take to arrive. Placed before the HTTP codec;
 * confined to the connection's event loop. A request that arrives in one piece needs no timer and no look at the time.
 */
final class RequestClock extends ChannelInboundHandlerAdapter {
    /** Callback for an expired time limit. */
    interface Expiry {
        void headerLate(boolean begun);

        void bodyLate();
    }

    private enum Phase {
        IDLE,
        CONNECTED,
        HEADER,
        BODY
    }

    private final long headerNanos;
    private final long bodyNanos;
    private final double nanosPerByte;
    private final LongSupplier nanoTime;
    private final Expiry expiry;
    private Phase phase = Phase.IDLE;
    private boolean entered; // the phase, in this read: its time begins at the end of the read
    private long since;
    private long received;
    private @Nullable ScheduledFuture<?> timer;

    RequestClock(RequestLimits limits, LongSupplier nanoTime, Expiry expiry) {
        this.headerNanos = limits.headerTimeout().toNanos();
        this.bodyNanos = limits.bodyTimeout().toNanos();
        this.nanosPerByte = 1e9 / limits.bodyRate();
        this.nanoTime = nanoTime;
        this.expiry = expiry;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        enter(Phase.CONNECTED);
        watch(context);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        callOff();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        callOff();
        ChannelHandlerContext unused = context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (phase == Phase.IDLE || phase == Phase.CONNECTED) {
            enter(Phase.HEADER);
        }
        ChannelHandlerContext unused = context.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (phase != Phase.IDLE) {
            watch(context);
        }
        ChannelHandlerContext unused = context.fireChannelReadComplete();
    }

    /** Records that a header is complete and a body follows. */
    void headerRead() {
        received = 0;
        enter(Phase.BODY);
    }

    void bodyRead(long bytes) {
        received += bytes;
    }

    /** Records that the request is complete; stops the clock. */
    void requestRead() {
        phase = Phase.IDLE;
    }

    private void enter(Phase next) {
        phase = next;
        entered = true;
    }

    private long allowed() {
        return phase == Phase.BODY ? bodyNanos + (long) (received * nanosPerByte) : headerNanos;
    }

    private void watch(ChannelHandlerContext context) {
        if (entered) {
            entered = false;
            since = nanoTime.getAsLong();
        }
        if (timer == null) {
            long left = Math.max(1, since + allowed() - nanoTime.getAsLong());
            timer = context.executor().schedule(() -> rang(context), left, TimeUnit.NANOSECONDS);
        }
    }

    private void rang(ChannelHandlerContext context) {
        timer = null;
        if (phase == Phase.IDLE) {
            return;
        }
        if (entered || nanoTime.getAsLong() - since < allowed()) {
            watch(context);
        } else if (phase == Phase.BODY) {
            phase = Phase.IDLE;
            expiry.bodyLate();
        } else {
            boolean begun = phase == Phase.HEADER;
            phase = Phase.IDLE;
            expiry.headerLate(begun);
        }
    }

    private void callOff() {
        phase = Phase.IDLE;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
