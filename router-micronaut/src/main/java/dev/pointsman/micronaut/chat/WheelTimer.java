package dev.pointsman.micronaut.chat;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.TimerTask;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.scheduler.Schedulers;

/**
 * Timer for timeouts that rarely fire: one is set for every answer and every chunk, and nearly all are cancelled.
 *
 * <p>A timing wheel (Varghese and Lauck 1987) sets and cancels without a lock and wakes no thread; a queue by time, as
 * Reactor's, wakes its thread for most. The cost is that a timeout may fire one tick late.
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
            false, // created once, never stopped
            NO_LIMIT,
            alarm -> Schedulers.parallel().schedule(alarm)); // tasks must not block the timer thread

    private WheelTimer() {}

    /** Runs the task once when the time has passed, unless cancelled before. */
    static Timeout set(Duration time, Runnable task) {
        return start(time, late -> task.run());
    }

    /** The same with the timer's own kind of task, which saves an object. */
    static Timeout start(Duration time, TimerTask task) {
        return WHEEL.newTimeout(task, time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
