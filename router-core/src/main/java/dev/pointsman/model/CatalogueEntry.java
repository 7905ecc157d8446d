package dev.pointsman.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the model catalogue.
 *
 * @param name the model name sent to the provider
 * @param vendor the vendor that serves it under this name
 * @param price the token prices; null when unknown
 * @param contextWindow the maximum number of prompt tokens; 0 when unknown
 * @param maxOutput the maximum number of answer tokens; 0 when unknown
 * @param operations the supported operations
 * @param capabilities the supported capabilities
 */
public record CatalogueEntry(
        String name,
        String vendor,
        @Nullable Pricing price,
        int contextWindow,
        int maxOutput,
        Set<Operation> operations,
        Set<Capability> capabilities) {

    /**
     * Checks the ranges and copies the sets.
     *
     * @throws IllegalArgumentException if a name is blank, a count negative, or there is no operation
     */
    public CatalogueEntry {
        Preconditions.notBlank(name, "name");
        Preconditions.notBlank(vendor, "vendor");
        Preconditions.notNegative(contextWindow, "contextWindow");
        Preconditions.notNegative(maxOutput, "maxOutput");
        Preconditions.require(!operations.isEmpty(), "operations", operations, "not empty");
        operations = Set.copyOf(operations);
        capabilities = Set.copyOf(capabilities);
    }
}
