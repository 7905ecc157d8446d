package dev.pointsman.micronaut.config;

/** A configuration with one provider, one pool and a model. */
final class OneModel {
    private OneModel() {}

    /** With the model as written; the pool has the one whose id is m. */
    static String of(String model) {
        return """
        pointsman:
          providers: { p: { wire: openai, url: "http://localhost:1" } }
          models:
            - %s
          pools:
            pool: { primary: [m] }
        """.formatted(
                model.replace("\n", "\n      ").replace("      - ", "- ").replace("\n- ", "\n    - "));
    }
}
