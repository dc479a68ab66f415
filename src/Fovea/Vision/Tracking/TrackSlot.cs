using System;
using System.Numerics;

namespace Fovea.Vision.Tracking;

/// <summary>What a tracker remembers of one thing. Slots are made once, and used again for other things.</summary>
internal sealed class TrackSlot
{
    private readonly TrailPoint[] _trail;
    private BoxFilter _filter;
    private int _next;
    private int _id;
    private int _class;
    private string _category = "";
    private float _votes;
    private float _score;
    private TimeSpan _first;
    private TimeSpan _last;
    private TimeSpan _now;
    private Box _lastBox;

    public TrackSlot(int trailLength) => _trail = new TrailPoint[trailLength];

    public int TrailCount { get; private set; }

    public int Class => _class;

    public Box Box { get; private set; }

    public TrackState State { get; private set; }

    public int Hits { get; private set; }

    public TimeSpan LastSeen => _last;

    /// <summary>It as it is now.</summary>
    public Track Snapshot => new(_id, _class, _category, _score, Box, _filter.Velocity, State, Hits, _first, _last, _now);

    /// <summary>It as it was seen last.</summary>
    public Track Farewell => Snapshot with { Box = _lastBox, Time = _last };

    public void Begin(int id, in Detection seen, TimeSpan time, TrackerOptions options)
    {
        (_id, _first, _now) = (id, time, time);
        (_next, TrailCount, Hits, _votes) = (0, 0, 0, 0);
        State = TrackState.Tentative;
        _filter = new BoxFilter(seen.Box, options);
        Note(seen, options.BirthHits);
    }

    public void Predict(TimeSpan time)
    {
        _filter.Predict((time - _now).TotalSeconds);
        _now = time;
        Box = _filter.Box;
    }

    /// <summary>It was seen. True when it is believed from now on.</summary>
    public bool See(in Detection seen, int birthHits)
    {
        _filter.Correct(seen.Box);
        return Note(seen, birthHits);
    }

    public void Lose()
    {
        if (State == TrackState.Tracked)
            _filter.Coast();
        State = TrackState.Lost;
    }

    /// <summary>The position so many before the newest.</summary>
    public TrailPoint Trail(int age) => _trail[(_next - 1 - age + (2 * _trail.Length)) % _trail.Length];

    private bool Note(in Detection seen, int birthHits)
    {
        bool wasTentative = State == TrackState.Tentative;

        Vote(seen);
        _score = seen.Score;
        _last = _now;
        Hits++;
        Box = _lastBox = _filter.Box;
        if (!wasTentative || Hits >= birthHits)
            State = TrackState.Tracked;

        _trail[_next] = new TrailPoint(new Vector2(Box.X + (Box.Width / 2), Box.Y + (Box.Height / 2)), _now);
        _next = (_next + 1) % _trail.Length;
        TrailCount = Math.Min(TrailCount + 1, _trail.Length);
        return wasTentative && State == TrackState.Tracked;
    }

    // The class that most sightings agree on, weighed by their scores, in constant memory (Boyer and Moore 1991): its votes are paid back by
    // sightings of others, until one has more.
    private void Vote(in Detection seen)
    {
        if (seen.Class == _class && _votes > 0)
        {
            _votes += seen.Score;
        }
        else if (seen.Score > _votes)
        {
            (_class, _category, _votes) = (seen.Class, seen.Category, seen.Score - _votes);
        }
        else
        {
            _votes -= seen.Score;
        }
    }
}
