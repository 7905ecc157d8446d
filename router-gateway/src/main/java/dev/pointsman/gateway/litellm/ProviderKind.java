package dev.pointsman.gateway.litellm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Provider of LiteLLM that has a protocol here.
 *
 * @param prefix the part of {@code litellm_params.model} before the slash
 * @param wire the protocol
 * @param url the default address; empty if there is none
 * @param keyVariable the variable that LiteLLM reads the key from; empty if none is needed
 */
record ProviderKind(String prefix, String wire, String url, String keyVariable) {
    static final String OPENAI = "openai";
    static final String ANTHROPIC = "anthropic";
    static final String AZURE = "azure";
    static final String AZURE_AI = "azure_ai";
    static final String BEDROCK = "bedrock";
    static final String GEMINI = "gemini";
    static final String OLLAMA = "ollama";
    static final String VERTEX = "vertex_ai";
    static final String FIREWORKS = "fireworks_ai";

    private static final Map<String, ProviderKind> KINDS = new LinkedHashMap<>();

    static {
        add(OPENAI, OPENAI, "https://api.openai.com/v1", "OPENAI_API_KEY");
        add("custom_openai", OPENAI, "", "OPENAI_API_KEY");
        add("openai_like", OPENAI, "", "OPENAI_LIKE_API_KEY");
        add(ANTHROPIC, ANTHROPIC, "https://api.anthropic.com/v1", "ANTHROPIC_API_KEY");
        add(AZURE, OPENAI, "", "AZURE_API_KEY");
        add(AZURE_AI, OPENAI, "", "AZURE_AI_API_KEY");
        add(GEMINI, GEMINI, "https://generativelanguage.googleapis.com/v1beta", "GEMINI_API_KEY");
        add(VERTEX, GEMINI, "", "VERTEX_API_KEY");
        add(BEDROCK, BEDROCK, "", "");
        add(OLLAMA, OPENAI, "http://localhost:11434", "");
        add("ollama_chat", OPENAI, "http://localhost:11434", "");
        add("hosted_vllm", OPENAI, "", "");
        add("vllm", OPENAI, "", "");
        add("lm_studio", OPENAI, "http://localhost:1234/v1", "");
        add("llamafile", OPENAI, "http://127.0.0.1:8080/v1", "");
        add("litellm_proxy", OPENAI, "", "LITELLM_PROXY_API_KEY");
        add("mistral", OPENAI, "https://api.mistral.ai/v1", "MISTRAL_API_KEY");
        add("deepseek", OPENAI, "https://api.deepseek.com", "DEEPSEEK_API_KEY");
        add("groq", OPENAI, "https://api.groq.com/openai/v1", "GROQ_API_KEY");
        add("together_ai", OPENAI, "https://api.together.xyz/v1", "TOGETHERAI_API_KEY");
        add(FIREWORKS, OPENAI, "https://api.fireworks.ai/inference/v1", "FIREWORKS_AI_API_KEY");
        add("openrouter", OPENAI, "https://openrouter.ai/api/v1", "OPENROUTER_API_KEY");
        add("perplexity", OPENAI, "https://api.perplexity.ai", "PERPLEXITYAI_API_KEY");
        add("xai", OPENAI, "https://api.x.ai/v1", "XAI_API_KEY");
        add("cerebras", OPENAI, "https://api.cerebras.ai/v1", "CEREBRAS_API_KEY");
        add("nvidia_nim", OPENAI, "https://integrate.api.nvidia.com/v1", "NVIDIA_NIM_API_KEY");
        add("deepinfra", OPENAI, "https://api.deepinfra.com/v1/openai", "DEEPINFRA_API_KEY");
        add("sambanova", OPENAI, "https://api.sambanova.ai/v1", "SAMBANOVA_API_KEY");
        add("moonshot", OPENAI, "https://api.moonshot.ai/v1", "MOONSHOT_API_KEY");
        add("dashscope", OPENAI, "https://dashscope-intl.aliyuncs.com/compatible-mode/v1", "DASHSCOPE_API_KEY");
    }

    private static void add(String prefix, String wire, String url, String keyVariable) {
        KINDS.put(prefix, new ProviderKind(prefix, wire, url, keyVariable));
    }

    static Optional<ProviderKind> find(@Nullable String prefix) {
        return Optional.ofNullable(KINDS.get(prefix));
    }

    /** Returns this kind with another protocol. */
    ProviderKind over(String otherWire) {
        return new ProviderKind(prefix, otherWire, url, keyVariable);
    }

    boolean is(String other) {
        return prefix.equals(other);
    }
}
