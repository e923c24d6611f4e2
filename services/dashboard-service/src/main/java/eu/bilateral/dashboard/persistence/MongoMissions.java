package eu.bilateral.dashboard.persistence;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import eu.bilateral.dashboard.projection.Missions;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The missions whose facts are known; one of which only the programme was heard yet is not shown. */
@Component
class MongoMissions implements Missions {

    private static final int MOST = 200;

    private final MongoReadModels models;

    MongoMissions(MongoReadModels models) {
        this.models = models;
    }

    @Override
    public List<MissionRow> list(WorkspaceId workspace) {
        return models
                .current()
                .missions()
                .list(workspace, Filters.gt("state.facts.startsOn", ""), Sorts.descending("state.facts.startsOn"), MOST)
                .stream()
                .map(stored -> stored.kept().state())
                .flatMap(mission -> {
                    var facts = mission.facts();
                    return facts == null
                            ? Stream.<MissionRow>empty()
                            : Stream.of(new MissionRow(
                                    mission.missionId(),
                                    facts.ref(),
                                    facts.name(),
                                    facts.type(),
                                    facts.startsOn(),
                                    facts.endsOn(),
                                    facts.zone()));
                })
                .toList();
    }
}
