package dev.pointsman.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pointsman.state.UsageStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Usage of limits: a hash for each, changed by one script. */
final class RedisUsageStore implements UsageStore {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final RedisScript SCRIPT = RedisScript.named("exchange.lua");

    private final RedisLink link;
    private final String prefix;

    private final Cache<Holder, ReportedUsage> reports =
            Caffeine.newBuilder().expireAfterAccess(1, TimeUnit.HOURS).build();

    private record Holder(String limit, String holder) {}

    RedisUsageStore(RedisLink link, String prefix) {
        this.link = link;
        this.prefix = prefix;
    }

    @Override
    public CompletionStage<Share> exchange(Limit limit, Request request, long nowNanos) {
        ReportedUsage reported = reports.get(new Holder(limit.id(), request.holder()), key -> new ReportedUsage());
        ReportedUsage.Sums sums = reported.add(request, System.nanoTime());
        Stream<Object> arguments = Stream.of(
                limit.amount(),
                limit.period().toMillis(),
                request.holder(),
                request.number(),
                request.spent(),
                request.wanted(),
                LEASE.toMillis(),
                sums.total(),
                sums.inPeriod(),
                request.ahead(),
                request.period());
        return SCRIPT.run(link, name(prefix, limit), arguments).thenApply(answer -> {
            Share share = share(answer);
            reported.answered(share, System.nanoTime());
            return share;
        });
    }

    /** Returns the key of a limit. */
    static String name(String prefix, Limit limit) {
        return prefix + ":usage:" + limit.id();
    }

    private static Share share(List<Long> answer) {
        return new Share(
                answer.get(0),
                answer.get(1),
                Duration.ofMillis(answer.get(2)),
                Duration.ofMillis(answer.get(3)),
                answer.get(4),
                answer.get(5));
    }
}
