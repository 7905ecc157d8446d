package dev.pointsman.gateway.litellm;

import dev.pointsman.gateway.litellm.Findings.Finding;
import dev.pointsman.gateway.litellm.LiteLlmConverter.Conversion;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;

/** Command {@code convert-litellm FILE [OUTPUT]}, which converts a LiteLLM configuration. Stateless. */
public final class ConvertLiteLlmCommand {
    /** Name of the command. */
    public static final String NAME = "convert-litellm";

    private static final int CONVERTED = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private ConvertLiteLlmCommand() {}

    /**
     * Converts a file; writes the configuration to a new file or to the output, and the findings to both it and the errors.
     *
     * @param arguments the file and, if wanted, the file to write
     * @param output receives the configuration if no file is named
     * @param errors receives the findings and errors
     * @return the exit status: 0 converted, 1 nothing to convert or not readable, 2 wrong arguments
     */
    public static int run(List<String> arguments, PrintStream output, PrintStream errors) {
        if (arguments.isEmpty() || arguments.size() > 2) {
            errors.println("Usage: java -jar gateway.jar " + NAME + " LITELLM_FILE [NEW_FILE]");
            return WRONG_USAGE;
        }
        try {
            Conversion conversion = LiteLlmConverter.convert(YamlFiles.read(Path.of(arguments.get(0))));
            conversion.findings().forEach(errors::println);
            if (conversion.models() == 0) {
                errors.println("model_list: no model could be converted");
                return FAILED;
            }
            String text = text(conversion);
            if (arguments.size() == 1) {
                output.print(text);
            } else {
                Files.writeString(Path.of(arguments.get(1)), text, StandardOpenOption.CREATE_NEW);
            }
            return CONVERTED;
        } catch (FileAlreadyExistsException e) {
            errors.println(arguments.get(1) + ": exists already");
        } catch (NoSuchFileException e) {
            errors.println(e.getFile() + ": no such file");
        } catch (IOException e) {
            errors.println(e.getMessage());
        }
        return FAILED;
    }

    private static String text(Conversion conversion) {
        String comments = conversion.findings().stream()
                .map(Finding::toString)
                .map(line -> "# " + line.replaceAll("\\s+", " ") + "\n")
                .collect(Collectors.joining());
        return "# Converted from a configuration of LiteLLM.\n" + comments + YamlFiles.write(conversion.config());
    }
}
