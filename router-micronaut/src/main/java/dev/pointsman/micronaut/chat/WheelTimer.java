package dev.pointsman.micronaut.chat;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Alarms that hardly ever go off: one is set for every answer and every chunk, and nearly all are called off.
 *
 * <p>A timing wheel (Varghese and Lauck 1987) sets and calls off without a lock and wakes no thread for it; a queue by
 * time, as Reactor's, wakes its thread for most. The price is that an alarm may be late by a tick.
 */
final class WheelTimer {
    private static final long TICK_MILLIS = 10;
    private static final int TICKS_PER_TURN = 512;
    private static final long NO_LIMIT = -1;
    private static final HashedWheelTimer WHEEL = new HashedWheelTimer(
            new DefaultThreadFactory("pointsman-alarms", true),
            TICK_MILLIS,
            TimeUnit.MILLISECONDS,
            TICKS_PER_TURN,
            false, // it is made once and turns until the end
            NO_LIMIT,
            alarm -> Schedulers.parallel().schedule(alarm)); // what it sets off must not hold up the wheel

    private WheelTimer() {}

    /** Goes off once when the time has passed since the subscription; cancelling calls it off. */
    static Mono<Long> after(Duration time) {
        return Mono.create(sink -> {
            Timeout alarm = set(time, () -> sink.success(0L));
            sink.onDispose(alarm::cancel);
        });
    }

    /** Runs the task once when the time has passed, unless it is called off before. */
    static Timeout set(Duration time, Runnable task) {
        return WHEEL.newTimeout(late -> task.run(), time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
