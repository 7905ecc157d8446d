package dev.pointsman.router;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import java.util.ArrayList;
import java.util.List;

/** What one call has tried and what that rules out. Belongs to one call; not safe for several threads. */
final class Tried {
  private final List<String> models = new ArrayList<>(4);
  private int windowOver;
  private boolean anyWindow = true;

  /** A call that has tried nothing; never written to. */
  static final Tried NOTHING = new Tried();

  boolean isEmpty() {
    return models.isEmpty();
  }

  boolean contains(Model model) {
    return models.contains(model.id());
  }

  /** Whether the model's window is larger than that of every model the call was too long for. */
  boolean mayFit(Model model) {
    return anyWindow || model.contextWindow() > windowOver;
  }

  void add(Model model, Failure failure) {
    models.add(model.id());
    if (failure.kind().next() == FailureKind.Next.LARGER_WINDOW) {
      anyWindow = false;
      windowOver = Math.max(windowOver, model.contextWindow());
    }
  }
}
