package dev.pointsman.redis;

import dev.pointsman.failure.AdmissionRefusedException;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.state.UsageAccounts;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.tenant.Tenant;
import dev.pointsman.tenant.TenantAdmission;
import dev.pointsman.tenant.TenantBudget;
import dev.pointsman.tenant.TenantLimit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Process of a router whose tenant spends a budget and a limit of tokens; prints a line for each call. */
final class SpendingInstance {
    private static final int INPUT = 800;
    private static final int OUTPUT = 200;
    private static final int INPUT_PRICE = 3; // millionths of a dollar
    private static final int OUTPUT_PRICE = 15;

    private final ModelRouter router;
    private final Random random;

    private SpendingInstance(ModelRouter router, Random random) {
        this.router = router;
        this.random = random;
    }

    /** Runs: address, holder, time in ms, calls per second, dollars, tokens, period of the tokens in seconds. */
    public static void main(String[] args) throws InterruptedException {
        RedisState state = RedisState.connect(new RedisSettings(args[0], "show", Duration.ofSeconds(5)));
        UsageAccounts accounts = new UsageAccounts(state.usage(), args[1]);
        TenantAdmission tenants = new TenantAdmission(
                List.of(Tenant.builder("acme")
                        .limits(TenantLimit.tokens(
                                Long.parseLong(args[5]), Duration.ofSeconds(Long.parseLong(args[6]))))
                        .budgets(TenantBudget.usd(new BigDecimal(args[4]), TenantBudget.Period.DAY, ZoneOffset.UTC))
                        .build()),
                accounts,
                InstantSource.system(),
                System.nanoTime());
        accounts.start(System::nanoTime);
        TimeUnit.MILLISECONDS.sleep(100); // for the first leases
        RoutingStrategy even = RoutingStrategy.of(
                "even", (decision, scores) -> Arrays.fill(scores, 0, decision.size(), 1), Picker.best());
        ModelRouter router = ModelRouter.builder()
                .strategy(even)
                .models(List.of(Model.builder("m", "p")
                        .price(Pricing.of(INPUT_PRICE, OUTPUT_PRICE))
                        .build()))
                .pool(Pool.of("pool", "m").withGoal(Goal.of("even")))
                .admission(tenants)
                .eligibility(tenants.rule())
                .build();
        new SpendingInstance(router, new Random(args[1].hashCode()))
                .run(Long.parseLong(args[2]), Integer.parseInt(args[3]));
        accounts.close();
        state.close();
    }

    private void run(long millis, int perSecond) throws InterruptedException {
        ExecutorService threads = Executors.newCachedThreadPool();
        long begin = System.nanoTime();
        long gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
        for (long i = 0; i * gap < TimeUnit.MILLISECONDS.toNanos(millis); i++) {
            LockSupport.parkNanos(begin + i * gap - System.nanoTime());
            int input = INPUT / 2 + random.nextInt(INPUT);
            int output = OUTPUT / 2 + random.nextInt(OUTPUT / 2);
            int wait = 50 + random.nextInt(300);
            threads.execute(() -> call(input, output, wait));
        }
        threads.shutdown();
        threads.awaitTermination(10, TimeUnit.SECONDS);
    }

    private void call(int input, int output, int wait) {
        RouteRequest request = RouteRequest.builder()
                .tenant("acme")
                .expectedInputTokens(input)
                .expectedOutputTokens(OUTPUT)
                .build();
        long began = System.currentTimeMillis();
        long start = System.nanoTime();
        long[] waited = new long[1];
        long estimate = (long) input * INPUT_PRICE + (long) OUTPUT * OUTPUT_PRICE;
        long charge = (long) input * INPUT_PRICE + (long) output * OUTPUT_PRICE;
        String reason = "";
        try {
            router.call(request, attempt -> {
                waited[0] = provide(wait);
                attempt.succeed(Usage.of(input, output));
                return "answer";
            });
        } catch (AdmissionRefusedException e) {
            reason = e.refusal().reason();
        }
        long added = (System.nanoTime() - start - waited[0]) / 1_000;
        System.out.println(String.join(
                " ",
                Long.toString(began),
                Long.toString(System.currentTimeMillis()),
                Integer.toString(input + OUTPUT),
                Integer.toString(input + output),
                Long.toString(estimate),
                Long.toString(charge),
                Long.toString(added),
                reason.isEmpty() ? "-" : reason));
    }

    private static long provide(int millis) {
        long start = System.nanoTime();
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return System.nanoTime() - start;
    }
}
