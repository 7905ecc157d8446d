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

    /** Copies the sets. */
    public CatalogueEntry {
        operations = Set.copyOf(operations);
        capabilities = Set.copyOf(capabilities);
    }
}
