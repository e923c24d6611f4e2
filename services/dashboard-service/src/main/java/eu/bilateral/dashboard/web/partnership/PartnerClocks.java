package eu.bilateral.dashboard.web.partnership;

import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.TimeZone.SystemTimeZoneType;
import eu.bilateral.dashboard.projection.Missions.MissionRow;
import eu.bilateral.dashboard.projection.Party;
import eu.bilateral.dashboard.web.page.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What time it is where a partner is. In a country of one time it is that; in a country of several it is the time of a mission
 * to it, for that is where they were met; anything else would be a guess.
 */
final class PartnerClocks {

    private final Instant now;
    private final List<ZoneId> missions;

    PartnerClocks(Instant now, List<MissionRow> missions) {
        this.now = now;
        this.missions = missions.stream().map(MissionRow::zone).distinct().toList();
    }

    /** Such as "3:04 there"; absent where it is not known, or the same as here. */
    @Nullable
    String at(Party partner, Words words) {
        var zone = partner.country() == null ? null : zone(partner.country());
        if (zone == null || offset(zone) == offset(words.zone())) {
            return null;
        }
        return words.say("clock.there", words.time(now.atZone(zone).toLocalTime()));
    }

    private @Nullable ZoneId zone(String country) {
        var zones = TimeZone.getAvailableIDs(SystemTimeZoneType.CANONICAL_LOCATION, country, null).stream()
                .filter(id -> ZoneId.getAvailableZoneIds().contains(id))
                .map(ZoneId::of)
                .toList();
        if (zones.stream().map(this::offset).distinct().count() == 1) {
            return zones.getFirst();
        }
        return missions.stream()
                .filter(zone -> zone.getId().contains("/") && country.equals(TimeZone.getRegion(zone.getId())))
                .findFirst()
                .orElse(null);
    }

    private int offset(ZoneId zone) {
        return zone.getRules().getOffset(now).getTotalSeconds();
    }
}
