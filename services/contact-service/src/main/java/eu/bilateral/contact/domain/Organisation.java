package eu.bilateral.contact.domain;

import eu.bilateral.contact.domain.ContactRefusal.OrganisationAlreadyArchived;
import eu.bilateral.contact.domain.ContactRefusal.OrganisationAlreadyRegistered;
import eu.bilateral.contact.domain.ContactRefusal.OrganisationNotArchived;
import eu.bilateral.kernel.event.ContactEvent.OrganisationArchived;
import eu.bilateral.kernel.event.ContactEvent.OrganisationChanged;
import eu.bilateral.kernel.event.ContactEvent.OrganisationRegistered;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Any legal or cluster-like body that the workspace deals with: offered, or archived and still known. */
public sealed interface Organisation {

    /** The longest natural key. */
    int REF_LENGTH = 80;

    OrganisationId id();

    /** Its natural key in the workspace; absent where it was registered without one. Never changes. */
    @Nullable
    String ref();

    OrganisationFacts facts();

    /** Since when the workspace knows it. */
    Instant registeredAt();

    /** The organisation that has this natural key in this workspace, whether it exists or not. */
    static OrganisationId idOf(WorkspaceId workspace, String ref) {
        return OrganisationId.derivedFrom("organisation", workspace.value(), ref);
    }

    /** The first time that the workspace hears of it. */
    static OrganisationChange register(OrganisationId id, @Nullable String ref, OrganisationFacts facts, Instant now) {
        return new Live(id, ref, facts, now).toldAsRegistered(now);
    }

    /** The organisation that can still be changed; an archived one refuses by {@link OrganisationAlreadyArchived}. */
    default Live stillLive() {
        return switch (this) {
            case Live live -> live;
            case Archived archived -> throw new OrganisationAlreadyArchived(archived.id());
        };
    }

    /** The organisation that waits for being restored; a live one refuses by {@link OrganisationNotArchived}. */
    default Archived onceArchived() {
        return switch (this) {
            case Live live -> throw new OrganisationNotArchived(live.id());
            case Archived archived -> archived;
        };
    }

    /** Registered once more under its natural key: only an archived one can be, and is restored instead of doubled. */
    default OrganisationChange registerAgain(OrganisationFacts anew, Instant now) {
        return switch (this) {
            case Live live -> throw new OrganisationAlreadyRegistered(live.id());
            case Archived archived -> archived.restore(anew, now);
        };
    }

    /** One that is offered wherever an organisation can be chosen. */
    record Live(OrganisationId id, @Nullable String ref, OrganisationFacts facts, Instant registeredAt)
            implements Organisation {

        /** Describes it anew, every fact. */
        public OrganisationChange change(OrganisationFacts anew, Instant now) {
            return new OrganisationChange(
                    new Live(id, ref, anew, registeredAt),
                    new OrganisationChanged(
                            id,
                            ref,
                            anew.name(),
                            anew.type(),
                            anew.country(),
                            anew.city(),
                            anew.areas(),
                            anew.website(),
                            now));
        }

        /** No longer offers it; what refers to it stays. */
        public OrganisationChange archive(Instant now) {
            return new OrganisationChange(new Archived(this, now), new OrganisationArchived(id, now));
        }

        private OrganisationChange toldAsRegistered(Instant now) {
            return new OrganisationChange(
                    this,
                    new OrganisationRegistered(
                            id,
                            ref,
                            facts.name(),
                            facts.type(),
                            facts.country(),
                            facts.city(),
                            facts.areas(),
                            facts.website(),
                            now));
        }
    }

    /** One that is no longer offered; it keeps its id and its natural key. */
    record Archived(Live last, Instant archivedAt) implements Organisation {

        /** Offers it again, so described; told as registered, because those who hear it may have forgotten it. */
        public OrganisationChange restore(OrganisationFacts anew, Instant now) {
            return new Live(last.id(), last.ref(), anew, last.registeredAt()).toldAsRegistered(now);
        }

        @Override
        public OrganisationId id() {
            return last.id();
        }

        @Override
        public @Nullable String ref() {
            return last.ref();
        }

        @Override
        public OrganisationFacts facts() {
            return last.facts();
        }

        @Override
        public Instant registeredAt() {
            return last.registeredAt();
        }
    }
}
