package dev.pointsman.replay.simulator.quality;

import dev.pointsman.model.Capability;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.Pool;
import dev.pointsman.quality.QualityAlarm;
import dev.pointsman.quality.QualityMonitor;
import dev.pointsman.quality.QualitySettings;
import dev.pointsman.quality.QualitySignal;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.strategies.GoalWeights;
import dev.pointsman.strategies.WeightedStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One run of a world through the real router and its monitor, in virtual time. Calls follow one another: this is about
 * the quality of answers, not about queues.
 */
final class QualitySimulation {
    /** A goal that weighs quality as much as time. */
    static final Goal QUALITY = Goal.of("quality");

    private static final double HOUR_NANOS = 3600e9;
    private static final double GRADE_DEVIATION = 0.26;
    private static final List<Set<Capability>> CLASSES = List.of(
            Set.of(),
            Set.of(Capability.TOOLS),
            Set.of(Capability.JSON_SCHEMA),
            Set.of(Capability.TOOLS, Capability.JSON_SCHEMA));

    private final QualityWorld world;
    private final QualityChange change;
    private final Set<QualitySignal> signals;
    private final double hours;
    private final SplittableRandom random;
    private final Difficulty difficulty;
    private final QualityMonitor monitor;
    private final ModelRouter router;
    private final List<SimulatedAlarm> alarms = new ArrayList<>();
    private final double[][] calls; // by hour, then model: first attempts
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final long start;
    private TaggedLosses tags = new TaggedLosses((position, kind, hour) -> 0, false, Double.POSITIVE_INFINITY);
    private long now;
    private long sessions;

    QualitySimulation(
            QualityWorld world,
            QualityChange change,
            Set<QualitySignal> signals,
            QualitySettings settings,
            Goal goal,
            double hours,
            long seed) {
        this.world = world;
        this.change = change;
        this.signals = signals;
        this.hours = hours;
        this.random = new SplittableRandom(seed);
        long origin = random.nextLong() >> 2;
        this.start = origin;
        this.now = origin;
        double baseline = settings.baseline().toHours();
        this.difficulty = new Difficulty(world, baseline + 100 + random.nextInt(300), random.split());
        this.monitor = new QualityMonitor(settings, this::alarm);
        var builder = ModelRouter.builder()
                .clock(() -> now)
                .seed(seed)
                .goal(QUALITY.name(), WeightedStrategy.of(QUALITY.name(), new GoalWeights(1, 0, 1)))
                .listener(monitor);
        for (int pool = 0; pool < world.pools(); pool++) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < QualityWorld.MODELS_PER_POOL; i++) {
                String id = pool + "-" + i;
                ids.add(id);
                builder.model(Model.builder(id, "p" + i)
                        .capabilities(CLASSES.get(CLASSES.size() - 1))
                        .build());
            }
            builder.pool(Pool.of("pool" + pool, ids.toArray(new String[0])).withGoal(goal));
        }
        this.router = builder.build();
        this.monitor.connect(router, origin);
        this.calls = new double[(int) hours + 1][world.pools() * QualityWorld.MODELS_PER_POOL];
    }

    /** Shifts losses by class, and counts what calls lose. */
    QualitySimulation with(TaggedLosses losses) {
        tags = losses;
        return this;
    }

    /** An alarm, with the hour at which it was raised. */
    record SimulatedAlarm(QualityAlarm alarm, double hour) {
        int pool() {
            return Integer.parseInt(alarm.model().substring(0, alarm.model().indexOf('-')));
        }

        int position() {
            return Integer.parseInt(alarm.model().substring(alarm.model().indexOf('-') + 1));
        }
    }

    private void alarm(QualityAlarm alarm) {
        alarms.add(new SimulatedAlarm(alarm, hour()));
    }

    private double hour() {
        return (now - start) / HOUR_NANOS;
    }

    /** Runs until the end. */
    QualitySimulation run() {
        double rate = world.callsPerHour() * QualityWorld.MODELS_PER_POOL * world.pools() / world.calls();
        double at = 0;
        while (true) {
            difficulty.advance(at);
            at += -Math.log(1 - random.nextDouble()) / (rate * difficulty.volume(at));
            long arrival = start + (long) (at * HOUR_NANOS);
            for (Event next = events.peek(); next != null && next.at() <= arrival; next = events.peek()) {
                events.remove();
                now = next.at();
                next.action().run();
            }
            if (at >= hours) {
                return this;
            }
            now = arrival;
            session(random.nextInt(world.pools()), at);
            monitor.process(now);
        }
    }

    private void session(int pool, double at) {
        int kind = difficulty.drawClass(at);
        int subtype = difficulty.drawSubtype();
        double fate = random.nextDouble();
        var builder = RouteRequest.builder().pool("pool" + pool).capabilities(CLASSES.get(kind));
        if (world.calls() > 1) {
            builder.session("s" + sessions++);
        }
        RouteRequest route = builder.tag(tags.tag(kind)).build();
        call(route, pool, kind, subtype, fate);
        int more = world.calls() == 1 ? 0 : random.nextInt(2 * world.calls() - 1);
        for (int i = 1; i <= more; i++) {
            after(30.0 * i, () -> call(route, pool, kind, subtype, fate));
        }
    }

    private void call(RouteRequest route, int pool, int kind, int subtype, double sessionFate) {
        double fate = random.nextDouble() < world.correlation() ? sessionFate : random.nextDouble();
        Attempt attempt = router.route(route);
        String id = attempt.model().id();
        int position = id.charAt(id.length() - 1) - '0';
        double hour = hour();
        tags.count(position, kind, hour, difficulty.ttft(pool, position));
        calls[Math.min(calls.length - 1, (int) hour)][pool * QualityWorld.MODELS_PER_POOL + position]++;
        if (random.nextDouble() < 0.002) {
            attempt.fail(Failure.of(FailureKind.SERVER_ERROR, "simulated"));
            return;
        }
        after(difficulty.ttft(pool, position), () -> {
            attempt.succeed(Usage.of(500, 50));
            double factor = difficulty.factor(pool, position, kind, subtype, hour);
            for (QualitySignal signal : signals) {
                double own = signals.size() == 1 ? fate : random.nextDouble();
                observe(attempt.id(), signal, position, kind, factor, hour, own);
            }
        });
    }

    private void after(double delay, Runnable action) {
        events.add(new Event(now + (long) (1e9 * delay), action));
    }

    private record Event(long at, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return Long.compare(at, other.at);
        }
    }

    private void observe(
            long decision, QualitySignal signal, int position, int kind, double factor, double hour, double fate) {
        double added = change.added(signal, position, hour);
        switch (signal) {
            case GRADES -> {
                double mean =
                        change.base(signal, 0.3) + 0.08 * Math.log(factor) + added + tags.added(position, kind, hour);
                double loss = mean + GRADE_DEVIATION * random.nextGaussian();
                monitor.grade(decision, 1 - Math.max(0, Math.min(1, loss)));
            }
            case FINISH_REASONS -> {
                double length = change.base(signal, 0.03) * factor + added;
                String reason = fate < length ? "length" : fate < length + 0.005 * factor ? "content_filter" : "stop";
                monitor.finished(decision, reason);
            }
            default -> {
                double base = change.base(signal, 0.02);
                monitor.checked(decision, signal, fate >= (base + added) * factor);
            }
        }
    }

    List<SimulatedAlarm> alarms() {
        return alarms;
    }

    QualityMonitor monitor() {
        return monitor;
    }

    /** Returns the share of a model among the calls of its pool in some hours. */
    double share(int pool, int position, int from, int to) {
        double own = 0;
        double all = 0;
        for (int h = from; h < to && h < calls.length; h++) {
            for (int i = 0; i < QualityWorld.MODELS_PER_POOL; i++) {
                double n = calls[h][pool * QualityWorld.MODELS_PER_POOL + i];
                all += n;
                own += i == position ? n : 0;
            }
        }
        return all == 0 ? 0 : own / all;
    }

    /** Returns settings with a baseline of some days, and as many streams as in the worlds of twenty models. */
    static QualitySettings settings(int days, QualitySettings.OnAlarm onAlarm) {
        QualitySettings usual = QualitySettings.DEFAULT;
        return new QualitySettings(
                Duration.ofDays(days),
                1,
                160,
                usual.sessionIdle(),
                onAlarm,
                usual.prior(),
                usual.memory(),
                usual.trialsPerHour(),
                1 << 10,
                1 << 10);
    }
}
