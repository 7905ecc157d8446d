package dev.pointsman.gateway.request;

import dev.pointsman.gateway.response.RefusedCallException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Memory and time limits of the requests of one connection: counts a body's bytes against the budget as they arrive,
 * refuses requests beyond a limit through the server's error handling, and closes the connection after such a refusal.
 * Placed before the server's handler; confined to the connection's event loop.
 */
final class RequestGuard extends ChannelDuplexHandler implements RequestClock.Expiry {
    private static final long PATIENCE_WITH_A_REFUSAL = 5; // seconds until the connection is closed without it

    private final RequestLedger ledger;
    private final BodyBudget budget;
    private final RequestClock clock;
    private @Nullable ChannelHandlerContext context;
    private @Nullable RequestLease receiving;
    private boolean refused;
    private boolean answered; // after a refusal

    RequestGuard(RequestLedger ledger, BodyBudget budget, RequestLimits limits) {
        this.ledger = ledger;
        this.budget = budget;
        this.clock = new RequestClock(limits, System::nanoTime, this);
    }

    RequestClock clock() {
        return clock;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (refused) {
            drop(ctx, message);
            return;
        }
        if (message instanceof HttpRequest request) {
            PathAliases.apply(request);
            begin(request);
            RefusedCallException encoded = ContentEncoding.refusal(request.headers());
            if (encoded != null && receiving != null) {
                refuseBody(ctx, request, receiving, encoded);
                return;
            }
            pass(ctx, message);
            long declared = declared(request);
            if (declared > BodyBudget.SMALL && !budget.fits(declared)) {
                refuse(ctx, budget.refusal(declared));
            }
        }
        if (message instanceof HttpContent content) {
            received(ctx, content, message instanceof HttpRequest);
        }
    }

    /**
     * Discards the rest of a refused body: closing the connection before the client has sent it would lose the response
     * in transit.
     */
    private void drop(ChannelHandlerContext ctx, Object message) {
        if (message instanceof LastHttpContent) {
            receiving = null;
        }
        ReferenceCountUtil.release(message);
        if (answered && receiving == null) {
            close(ctx);
        }
    }

    private void begin(HttpRequest request) {
        receiving = new RequestLease(budget);
        ledger.begin(request, receiving);
        clock.headerRead();
    }

    private void received(ChannelHandlerContext ctx, HttpContent content, boolean passed) {
        int bytes = content.content().readableBytes();
        boolean last = content instanceof LastHttpContent;
        RefusedCallException refusal = refused || bytes == 0 || receiving == null ? null : receiving.take(bytes);
        if (last) {
            receiving = null;
            clock.requestRead();
        } else {
            clock.bodyRead(bytes);
        }
        if (refusal != null) {
            refuse(ctx, refusal);
        }
        if (!passed) {
            pass(ctx, content);
        }
    }

    /** The server gets the request without its body, and the access filter refuses it, whatever its address. */
    private void refuseBody(
            ChannelHandlerContext ctx, HttpRequest request, RequestLease lease, RefusedCallException why) {
        refused = true;
        clock.requestRead();
        lease.refuse(why);
        request.headers().remove(HttpHeaderNames.TRANSFER_ENCODING).set(HttpHeaderNames.CONTENT_LENGTH, 0);
        pass(ctx, request);
        pass(ctx, LastHttpContent.EMPTY_LAST_CONTENT);
        closeLater(ctx);
    }

    private static void closeLater(ChannelHandlerContext ctx) {
        Future<?> unused = ctx.executor().schedule(() -> close(ctx), PATIENCE_WITH_A_REFUSAL, TimeUnit.SECONDS);
    }

    private static long declared(HttpRequest request) {
        try {
            return HttpUtil.getContentLength(request, 0L);
        } catch (NumberFormatException wrong) { // for the server to refuse
            return 0;
        }
    }

    /** Refuses the request through the server's error handlers; further data on this connection is dropped. */
    private void refuse(ChannelHandlerContext ctx, RefusedCallException why) {
        if (refused) {
            return;
        }
        refused = true;
        clock.requestRead();
        ChannelHandlerContext unused = ctx.fireExceptionCaught(why);
        closeLater(ctx);
    }

    @Override
    public void bodyLate() {
        if (context != null) {
            refuse(
                    context,
                    RefusedCallException.late(
                            "body: not complete in time (expected: within " + RequestLimits.PREFIX + "body-timeout)"));
        }
    }

    @Override
    public void headerLate(boolean begun) {
        if (context == null || ledger.size() > 0) {
            return; // a response is on its way: stray bytes after its request must not cut it
        }
        if (!begun) {
            close(context);
            return;
        }
        refused = true;
        ChannelFuture unused = context.writeAndFlush(headerTimeout()).addListener(ChannelFutureListener.CLOSE);
    }

    private static FullHttpResponse headerTimeout() {
        String text = "{\"error\":{\"message\":\"header: not complete in time (expected: within " + RequestLimits.PREFIX
                + "header-timeout)\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"request_timeout\"}}";
        ByteBuf body = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.REQUEST_TIMEOUT, body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return response;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        boolean interim = message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (refused && !interim && message instanceof HttpResponse response) {
            HttpUtil.setKeepAlive(response, false); // or the client would use the connection again
        }
        if (!(message instanceof LastHttpContent end) || interim) {
            super.write(ctx, message, promise);
            return;
        }
        RequestLease lease = ledger.ended();
        ChannelPromise sent = promise.unvoid();
        if (lease != null) {
            sent.addListener(written -> lease.end());
        }
        if (refused && ledger.size() == 0) {
            sent.addListener(written -> answered(ctx));
        }
        super.write(ctx, lease == null ? message : lease.ending(end), sent);
    }

    /** The client has the refusal: not before, as closing drops what is written and not flushed yet. */
    private void answered(ChannelHandlerContext ctx) {
        answered = true;
        if (receiving == null) {
            close(ctx);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        ledger.clear();
        super.channelInactive(ctx);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        ledger.clear();
    }

    private static void pass(ChannelHandlerContext ctx, Object message) {
        ChannelHandlerContext unused = ctx.fireChannelRead(message);
    }

    private static void close(ChannelHandlerContext ctx) {
        ChannelFuture unused = ctx.close();
    }
}
