package dev.pointsman.file;

import dev.pointsman.state.UsageAccount;
import dev.pointsman.state.UsageAccounts;
import dev.pointsman.state.UsageStore;
import dev.pointsman.time.NanoClock;
import java.nio.file.Path;
import java.time.Duration;

/** Process of an instance that spends a budget, and prints a line for each call; ends when the budget is used up. */
final class BudgetSpender {
    static final UsageStore.Limit BUDGET = new UsageStore.Limit("acme/usd", 20_000, Duration.ofDays(1));
    static final int CALL = 10;

    private BudgetSpender() {}

    public static void main(String[] args) throws InterruptedException {
        NanoClock clock = NanoClock.system();
        try (StateFile file = StateFile.open(Path.of(args[0]));
                UsageAccounts accounts = new UsageAccounts(file.usage(), args[1])) {
            UsageAccount account = accounts.open(BUDGET, clock.nanos());
            accounts.start(clock::nanos);
            while (account.isStoreGone(clock.nanos())) {
                Thread.sleep(1);
            }
            for (int refused = 0; refused < 500; ) {
                if (account.reserve(CALL, clock.nanos())) {
                    System.out.println("call");
                    account.settle(CALL, CALL);
                } else {
                    refused++;
                }
                Thread.sleep(1);
            }
        }
    }
}
