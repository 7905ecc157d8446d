package dev.pointsman.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue knows of one model name.
 *
 * @param name what a provider is asked for
 * @param vendor who serves it under this name
 * @param price what its tokens cost; null when unknown
 * @param contextWindow the most prompt tokens; 0 when unknown
 * @param maxOutput the most answer tokens; 0 when unknown
 * @param operations what it can be asked to do
 * @param capabilities what it is capable of
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
