package eu.bilateral.benchmark.chaos;

import eu.bilateral.benchmark.chaos.Deed.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;

/** What was accepted has its effect, in state and event, once; what was refused has none; and nothing else happened. */
final class Effects {

    private final Evidence evidence;
    private final Map<String, List<Told>> byCause;
    private final List<Finding> findings = new ArrayList<>();

    private Effects(Evidence evidence) {
        this.evidence = evidence;
        this.byCause = evidence.effects();
    }

    static List<Finding> check(Evidence evidence) {
        var effects = new Effects(evidence);
        effects.eachHasItsEvent();
        effects.nothingElseWasTold();
        effects.meetingsAreAsTheyWereLeft();
        effects.partnershipsShowEachDeed();
        return effects.findings;
    }

    private void eachHasItsEvent() {
        for (var deed : evidence.deeds()) {
            int events = byCause.getOrDefault(command(deed), List.of()).size();
            switch (deed.answer()) {
                case ACCEPTED -> {
                    if (events == 0) {
                        add("accepted = told", deed, "was accepted and no event tells of it");
                    } else if (events > 1) {
                        add("accepted = told", deed, "was accepted once and told by %d events".formatted(events));
                    }
                }
                case REFUSED -> {
                    if (events > 0) {
                        add("refused = nothing", deed, "was refused and an event tells of it");
                    }
                    if (deed.kind() == Kind.LOG) {
                        // Told that it is there already, somebody would go home content.
                        add(
                                "refused = for a reason",
                                deed,
                                "was refused, and nothing speaks against it: its key is new");
                    }
                }
                case UNKNOWN -> {
                    if (events > 1) {
                        add("accepted = told", deed, "was told by %d events".formatted(events));
                    }
                }
            }
        }
    }

    private void nothingElseWasTold() {
        var commands = evidence.deeds().stream().map(Effects::command).collect(Collectors.toSet());
        evidence.told().stream()
                .filter(one -> one.isFirstHand() && !one.topic().equals(Told.CONTACTS))
                .filter(one -> !commands.contains(one.causation()))
                .forEach(one ->
                        findings.add(new Finding("told = asked", one.aggregate(), "nobody asked for " + one.line())));
    }

    private void meetingsAreAsTheyWereLeft() {
        var last = new HashMap<String, Deed>();
        var voided = new HashSet<String>();
        var uncertain = new HashSet<String>();
        for (var deed : evidence.deeds()) {
            if (!deed.kind().isAboutMeeting() || deed.aggregate() == null) {
                continue;
            }
            if (deed.answer() == Deed.Answer.UNKNOWN) {
                uncertain.add(deed.aggregate());
            } else if (deed.isAccepted() && deed.kind() == Kind.VOID) {
                voided.add(deed.aggregate());
            } else if (deed.isAccepted()) {
                last.put(deed.aggregate(), deed);
            }
        }
        last.forEach((id, deed) -> {
            var stored = evidence.meetings().get(id);
            if (stored == null) {
                add("accepted = stored", deed, "was accepted and its meeting is not stored");
            } else if (!uncertain.contains(id)) {
                compare(deed, stored, voided.contains(id));
            }
        });
        long logs = evidence.deeds().stream()
                .filter(deed -> deed.kind() == Kind.LOG && deed.isAccepted())
                .count();
        long doubtful = evidence.deeds().stream()
                .filter(deed -> deed.kind() == Kind.LOG && deed.answer() == Deed.Answer.UNKNOWN)
                .count();
        if (evidence.meetings().size() < logs || evidence.meetings().size() > logs + doubtful) {
            findings.add(new Finding(
                    "accepted = stored",
                    null,
                    "%d meetings were accepted (%d more in doubt) and %d are stored"
                            .formatted(logs, doubtful, evidence.meetings().size())));
        }
    }

    private void compare(Deed deed, Document stored, boolean isVoid) {
        var state = stored.get("state", Document.class);
        var note = state.get("record", new Document()).getString("note");
        if (!deed.key().equals(note)) {
            add("accepted = stored", deed, "was accepted last and the record is that of " + note);
        }
        if (isVoid != (state.get("voidedAt") != null)) {
            add("accepted = stored", deed, isVoid ? "was voided and counts" : "was not voided and is void");
        }
    }

    private void partnershipsShowEachDeed() {
        var outcomes = new HashMap<String, Integer>();
        for (var stored : evidence.partnerships().values()) {
            var state = stored.get("state", Document.class);
            Stream.of(
                            texts(state, "closed", one -> one.getString("outcome")),
                            texts(state, "closed", one -> one.getString("text")),
                            texts(state, "open", one -> one.getString("text")),
                            texts(state, "history", one -> one.getString("reason")))
                    .flatMap(Function.identity())
                    .forEach(text -> outcomes.merge(text, 1, Integer::sum));
        }
        for (var deed : evidence.deeds()) {
            if (deed.kind().isAboutMeeting()) {
                continue;
            }
            int shown = outcomes.getOrDefault(deed.key(), 0);
            boolean right = switch (deed.answer()) {
                case ACCEPTED -> shown == 1;
                case REFUSED -> shown == 0;
                case UNKNOWN -> shown <= 1;
            };
            if (!right) {
                add("accepted = stored", deed, "was %s and is stored %d times".formatted(deed.answer(), shown));
            }
        }
    }

    private static Stream<String> texts(Document state, String list, Function<Document, String> text) {
        return state.getList(list, Document.class, List.of()).stream().map(text).filter(Objects::nonNull);
    }

    private static String command(Deed deed) {
        return Evidence.command(deed.workspace(), People.ACCOUNT, deed.key());
    }

    private void add(String rule, Deed deed, String what) {
        findings.add(new Finding(rule, deed.aggregate(), "%s %s %s".formatted(deed.kind(), deed.key(), what)));
    }
}
