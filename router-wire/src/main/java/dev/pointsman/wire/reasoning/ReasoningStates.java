package dev.pointsman.wire.reasoning;

import dev.pointsman.model.Model;
import dev.pointsman.wire.ProviderAccount;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Conversions of the reasoning state of one account, by model. Thread-safe. */
public final class ReasoningStates {
    private final ProviderAccount account;
    private final Map<String, ReasoningState> byModel = new ConcurrentHashMap<>(); // models come from the configuration

    /**
     * Creates the conversions.
     *
     * @param account the account
     */
    public ReasoningStates(ProviderAccount account) {
        this.account = account;
    }

    /**
     * Returns the conversion of the state of one model.
     *
     * @param model the model
     * @return the conversion, the same instance for the same model
     */
    public ReasoningState of(Model model) {
        return byModel.computeIfAbsent(model.name(), name -> new ReasoningState(ReasoningOrigin.of(account, name)));
    }
}
