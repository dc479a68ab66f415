using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Fovea.Vision;
using Fovea.Vision.Tracking;
using Xunit;

namespace Fovea.Tests.Vision.Tracking;

public sealed class TrackerTests
{
    private static readonly DetectionLayout Layout = new(16, 1);
    private static readonly string[] Categories = { "car", "person" };
    private readonly DetectionResult _result = new(Layout, Categories);

    [Fact]
    public void Things_that_cross_keep_their_numbers()
    {
        // Two cars of 40 x 30 meet at x = 150 and drive on; in the middle they cover each other by more than half.
        var tracker = new Tracker();
        Dictionary<int, float> first = new();
        for (int frame = 0; frame <= 60; frame++)
        {
            float way = 4 * frame;
            Update(tracker, frame / 25.0, (new Box(10 + way, 100, 40, 30), 0.9f, 0), (new Box(250 - way, 108, 40, 30), 0.9f, 0));
            if (frame == 5)
                first = Tracks(tracker).ToDictionary(t => t.Id, t => t.Velocity.X);
        }

        Track[] tracks = Tracks(tracker);
        Assert.Equal(new[] { 1, 2 }, tracks.Select(t => t.Id));
        Assert.All(tracks, t => Assert.Equal(MathF.Sign(first[t.Id]), MathF.Sign(t.Velocity.X)));
        Assert.Equal(100, tracks[0].Velocity.X, 0.5); // 4 pixels a frame at 25 frames a second
        Assert.Equal(-100, tracks[1].Velocity.X, 0.5);
        Assert.Equal(0, tracks[0].Velocity.Y, 0.5);
        Assert.Equal(250, tracks[0].Box.X, 0.5);
    }

    [Fact]
    public void A_hidden_thing_comes_back_with_its_number_from_where_it_must_be()
    {
        var tracker = new Tracker();
        for (int frame = 0; frame < 60; frame++)
        {
            // Behind a wall for most of a second; from 20 to 40 nothing is seen.
            var box = new Box(10 + (5 * frame), 50, 50, 40);
            if (frame is >= 20 and < 40)
                Update(tracker, frame / 25.0);
            else
                Update(tracker, frame / 25.0, (box, 0.8f, 0));

            Track track = Assert.Single(Tracks(tracker));
            Assert.Equal(1, track.Id);
            Assert.Equal(frame == 0 ? TrackState.Tentative : frame is >= 20 and < 40 ? TrackState.Lost : TrackState.Tracked, track.State);
            if (frame > 10)
                Assert.Equal(box.X, track.Box.X, 3.0);
        }

        Assert.Equal(40, tracker[0].Hits);
        Assert.Equal(TimeSpan.FromSeconds(59 / 25.0), tracker[0].Age);
    }

    [Fact]
    public void A_weak_detection_holds_a_track_but_begins_none()
    {
        var options = new TrackerOptions { HighScore = 0.6f, BirthScore = 0.6f, LowScore = 0.2f };
        var tracker = new Tracker(options);
        for (int frame = 0; frame < 30; frame++)
        {
            float score = frame < 5 ? 0.9f : 0.3f;
            Update(tracker, frame / 25.0, (new Box(20 + frame, 20, 40, 40), score, 0), (new Box(200, 20, 40, 40), 0.5f, 0));
        }

        Track track = Assert.Single(Tracks(tracker));
        Assert.Equal((1, TrackState.Tracked, 30), (track.Id, track.State, track.Hits));
        Assert.Equal(0.3f, track.Score);

        // Weaker than that is nothing.
        Update(tracker, 30 / 25.0, (new Box(50, 20, 40, 40), 0.19f, 0));
        Assert.Equal(TrackState.Lost, tracker[0].State);
    }

    [Fact]
    public void Strong_detections_are_paired_before_weak_ones()
    {
        var tracker = new Tracker(new TrackerOptions { HighScore = 0.6f, BirthScore = 0.6f, BirthHits = 1 });
        Update(tracker, 0, (new Box(0, 0, 40, 40), 0.9f, 0));
        Update(tracker, 0.04, (new Box(12, 0, 40, 40), 0.9f, 0), (new Box(0, 0, 40, 40), 0.4f, 0));
        Assert.Equal(0.9f, Assert.Single(Tracks(tracker)).Score);
    }

    [Fact]
    public void Overlaps_are_the_largest_in_sum_and_not_one_by_one()
    {
        // The first track overlaps the second detection most (0.82), but then the second track has none.
        var tracker = new Tracker(new TrackerOptions { BirthHits = 1 });
        Update(tracker, 0, (new Box(0, 0, 100, 10), 0.9f, 0), (new Box(30, 0, 100, 10), 0.9f, 0));
        Update(tracker, 0, (new Box(-35, 0, 100, 10), 0.9f, 0), (new Box(10, 0, 100, 10), 0.9f, 0));
        Track[] tracks = Tracks(tracker);
        Assert.Equal(2, tracks.Length);
        Assert.True(tracks[0].Box.X < 0 && tracks[1].Box.X < 30);
    }

    [Fact]
    public void A_class_is_never_mistaken_for_another_unless_told()
    {
        foreach (bool aware in new[] { true, false })
        {
            var tracker = new Tracker(new TrackerOptions { BirthHits = 1, ClassAware = aware });
            Update(tracker, 0, (new Box(0, 0, 40, 40), 0.9f, 0));
            Update(tracker, 0.04, (new Box(0, 0, 40, 40), 0.9f, 1));
            Track[] tracks = Tracks(tracker);
            Assert.Equal(aware ? new[] { "car", "person" } : new[] { "car" }, tracks.Select(t => t.Category));
        }
    }

    [Fact]
    public void A_thing_is_of_the_class_that_most_sightings_agree_on()
    {
        var tracker = new Tracker(new TrackerOptions { BirthHits = 1, ClassAware = false });
        (int Class, float Score, string Expected)[] sightings =
        {
            (0, 0.9f, "car"), (1, 0.6f, "car"), (0, 0.8f, "car"), (1, 0.9f, "car"), (1, 0.9f, "person"), (1, 0.9f, "person"), (0, 0.9f, "person"),
        };
        for (int i = 0; i < sightings.Length; i++)
        {
            Update(tracker, i / 25.0, (new Box(0, 0, 40, 40), sightings[i].Score, sightings[i].Class));
            Track track = Assert.Single(Tracks(tracker));
            Assert.Equal((sightings[i].Expected, sightings[i].Score), (track.Category, track.Score));
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(4, 3)]
    public void It_is_believed_after_so_many_hits_and_given_up_after_so_long(int hits, int appearsAt)
    {
        var told = new List<string>();
        var tracker = new Tracker(new TrackerOptions { BirthHits = hits, KeepLost = TimeSpan.FromSeconds(0.5) });
        tracker.Appeared += track => told.Add($"+{track.Id} {track.Category} {track.Time.TotalSeconds:f1}");
        tracker.Left += track => told.Add($"-{track.Id} {track.Box.X:f0} {track.Time.TotalSeconds:f1}");
        for (int frame = 0; frame < 20; frame++)
        {
            if (frame < 10)
                Update(tracker, frame / 10.0, (new Box(60, 20, 40, 40), 0.9f, 1));
            else
                Update(tracker, frame / 10.0);

            TrackChangeKind[] kinds = tracker.Changes.ToArray().Select(c => c.Kind).ToArray();
            Assert.Equal(
                frame == appearsAt ? new[] { TrackChangeKind.Appeared } : frame == 15 ? new[] { TrackChangeKind.Left } : Array.Empty<TrackChangeKind>(), kinds);
        }

        // Seen last at 0.9; at 1.5 that is longer ago than half a second, at 1.4 it is just as long.
        Assert.Equal(new[] { $"+1 person {appearsAt / 10.0:f1}", "-1 60 0.9" }, told);
        Assert.Equal(0, tracker.Count);
    }

    [Fact]
    public void What_is_seen_once_is_forgotten_without_a_word()
    {
        var tracker = new Tracker();
        Update(tracker, 0, (new Box(0, 0, 40, 40), 0.9f, 0));
        Update(tracker, 0.04);
        Assert.Equal(0, tracker.Count);
        Assert.Empty(tracker.Changes.ToArray());
        for (int frame = 2; frame < 5; frame++)
            Update(tracker, frame / 25.0, (new Box(0, 0, 40, 40), 0.9f, 0));
        Assert.Equal(2, Assert.Single(Tracks(tracker)).Id);
    }

    [Fact]
    public void Frames_that_are_dropped_change_nothing_but_what_was_not_seen()
    {
        Box At(double t) => new((float)(10 + (80 * t)), (float)(20 + (30 * t)), 50, 50);
        Tracker Follow(Func<int, bool> taken)
        {
            var tracker = new Tracker();
            for (int frame = 0; frame <= 100; frame++)
            {
                if (taken(frame))
                    Update(tracker, frame / 25.0, (At(frame / 25.0), 0.9f, 0));
            }

            return tracker;
        }

        Tracker all = Follow(_ => true), few = Follow(frame => frame % 5 == 0 || frame % 7 == 0);
        Track a = Assert.Single(Tracks(all)), b = Assert.Single(Tracks(few));
        Assert.Equal((a.Id, a.Time), (b.Id, b.Time));
        foreach (Track track in new[] { a, b })
        {
            Assert.Equal(80, track.Velocity.X, 0.5);
            Assert.Equal(30, track.Velocity.Y, 0.5);
            Assert.Equal(At(4).X, track.Box.X, 0.1);
        }

        Assert.Equal(At(4.2).X, a.BoxAt(TimeSpan.FromSeconds(4.2)).X, 0.2);
    }

    [Fact]
    public void A_video_that_begins_anew_begins_with_new_things()
    {
        var tracker = new Tracker(new TrackerOptions { BirthHits = 1 });
        Update(tracker, 5, (new Box(0, 0, 40, 40), 0.9f, 0));
        Update(tracker, 0.1, (new Box(0, 0, 40, 40), 0.9f, 0));
        Assert.Equal(new[] { (TrackChangeKind.Left, 1), (TrackChangeKind.Appeared, 2) }, tracker.Changes.ToArray().Select(c => (c.Kind, c.Track.Id)));
        tracker.Reset();
        Assert.Equal(0, tracker.Count);
        Assert.Equal((TrackChangeKind.Left, 2), (tracker.Changes[0].Kind, tracker.Changes[0].Track.Id));
    }

    [Fact]
    public void Boxes_that_are_none_are_ignored_and_only_so_many_tracks_begin()
    {
        var tracker = new Tracker(new TrackerOptions { BirthHits = 1, MaxTracks = 3 });
        for (int frame = 0; frame < 3; frame++)
        {
            Update(
                tracker, frame, (new Box(float.NaN, 0, 9, 9), 0.9f, 0), (new Box(0, 0, 0, 9), 0.9f, 0), (new Box(0, 0, 9, float.PositiveInfinity), 0.9f, 0),
                (new Box(0, 0, 9, 9), float.NaN, 0), (new Box(0, 0, 9, 9), 0.9f, 0), (new Box(30, 0, 9, 9), 0.8f, 0), (new Box(60, 0, 9, 9), 0.7f, 0),
                (new Box(90, 0, 9, 9), 0.6f, 0));
            Assert.Equal(new[] { 0.9f, 0.8f, 0.7f }, Tracks(tracker).Select(t => t.Score));
            Assert.Equal(new[] { 1, 2, 3 }, Tracks(tracker).Select(t => t.Id));
        }
    }

    [Fact]
    public void A_trail_ends_where_the_box_is()
    {
        var tracker = new Tracker(new TrackerOptions { TrailLength = 5 });
        for (int frame = 0; frame < 8; frame++)
            Update(tracker, frame, (new Box(10 * frame, 5, 60, 60), 0.9f, 0));

        var points = new TrailPoint[9];
        Assert.Equal(5, tracker.CopyTrail(0, points));
        Box box = tracker[0].Box;
        Assert.Equal(new Vector2(box.X + (box.Width / 2), box.Y + (box.Height / 2)), points[4].Position);
        Assert.Equal(Enumerable.Range(3, 5).Select(i => TimeSpan.FromSeconds(i)), points.Take(5).Select(p => p.Time));
        Assert.Equal(2, tracker.CopyTrail(0, points.AsSpan(0, 2)));
        Assert.Equal(TimeSpan.FromSeconds(6), points[0].Time);
    }

    [Fact]
    public void Once_everything_has_come_up_nothing_is_allocated()
    {
        var tracker = new Tracker();
        int frame = 0;
        void Step()
        {
            // Things come, cross and go, and weak ones too.
            _result.Begin(frame, TimeSpan.FromSeconds(frame / 25.0));
            for (int i = 0; i < 12; i++)
            {
                float x = ((frame * (i + 1)) % 400) - 50;
                _result.Add(new Box(x, 30 * i, 40, 40), (frame + i) % 3 == 0 ? 0.3f : 0.8f, i % 2);
            }

            tracker.Update(_result);
            frame++;
        }

        int appeared = 0;
        tracker.Appeared += _ => appeared++;
        for (int i = 0; i < 50; i++)
            Step();
        int before = appeared;
        Assert.Equal(0, Allocations.Of(300, Step));
        Assert.True(appeared > before);
    }

    [Fact]
    public void Options_out_of_their_range_are_named()
    {
        Assert.Contains("LowScore", Assert.Throws<ArgumentException>(() => new Tracker(new TrackerOptions { LowScore = 0.7f })).Message);
        Assert.Equal("SecondOverlap", Assert.Throws<ArgumentOutOfRangeException>(() => new Tracker(new TrackerOptions { SecondOverlap = 0 })).ParamName);
        Assert.Equal("BirthHits", Assert.Throws<ArgumentOutOfRangeException>(() => new Tracker(new TrackerOptions { BirthHits = 0 })).ParamName);
        Assert.Equal("BoxNoise", Assert.Throws<ArgumentOutOfRangeException>(() => new Tracker(new TrackerOptions { BoxNoise = double.NaN })).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Tracker()[0]);
    }

    private static Track[] Tracks(Tracker tracker) => Enumerable.Range(0, tracker.Count).Select(i => tracker[i]).ToArray();

    private void Update(Tracker tracker, double seconds, params (Box Box, float Score, int Class)[] found)
    {
        _result.Begin((long)(seconds * 1000), TimeSpan.FromSeconds(seconds));
        foreach ((Box box, float score, int number) in found)
            _result.Add(box, score, number);
        tracker.Update(_result);
    }
}
