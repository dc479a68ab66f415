using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Fovea.Capture;
using Fovea.Gpu;
using Fovea.Models;
using Fovea.OnnxRuntime;
using Fovea.Vision;
using Fovea.Vision.Overlays;
using Fovea.Vision.Tracking;

namespace Fovea.Benchmarks;

/// <summary>Draws every overlay over real pictures, in a small window's size and in that of a 4K screen, to be looked at.</summary>
internal static class OverlayPictures
{
    private static readonly (int Width, int Height)[] Sizes = { (640, 480), (3840, 2160) };
    private static readonly float[] Half = { 127.5f, 127.5f, 127.5f }, PerHalf = { 1 / 127.5f, 1 / 127.5f, 1 / 127.5f };

    public static Benchmark Benchmark { get; } = new(
        "overlays", "ASSETS OUT [boxes|tracks|masks|classes]",
        "draws every overlay over pictures of the folder ASSETS, as PNG files of 640 x 480 and 3840 x 2160 in OUT, and times it",
        args => args.Count is 2 or 3 ? Gl.On(context => new Session(context, args[0], args[1]).Run(args.Count == 3 ? args[2] : null)) : null);

    private sealed class Session
    {
        private readonly GpuContext _context;
        private readonly string _assets;
        private readonly string _out;
        private readonly string[] _coco;

        public Session(GpuContext context, string assets, string output)
        {
            (_context, _assets, _out) = (context, assets, output);
            _coco = File.ReadAllLines(Path.Combine(assets, "labels", "coco80.txt"));
            Directory.CreateDirectory(output);
        }

        public void Run(string? part)
        {
            foreach ((string name, Action run) in new (string, Action)[] { ("boxes", Detections), ("tracks", Tracks), ("masks", Masks), ("classes", Classes) })
            {
                if (part is null || part == name)
                    run();
            }
        }

        private void Masks()
        {
            Labels("camvid", Photo("../camvid20/images/0016E5_07959.png"), CamVid("0016E5_07959.png"));
            foreach (string photo in new[] { "people_dog_street.jpg", "bus_purple.jpg" })
                DeepLab(photo);
            Matte("portrait_1080p.jpg");
        }

        private void Classes()
        {
            foreach (string photo in new[] { "kitten_224.png", "daisy.jpg" })
                Classes(photo);
        }

        private void Detections()
        {
            using OnnxRuntimeRunner runner = Runner("yolox_nano_416");
            using var detector = new HostDetector(runner, YoloX(0.3f));
            foreach (string photo in new[] { "dog_bicycle_car.jpg", "horse_cart_traffic.jpg", "room_people.jpg", "street_night.jpg" })
            {
                Picture picture = Photo(photo);
                DetectionResult found = Detect(detector, picture, 0);
                var bytes = new byte[found.Layout.Bytes];
                found.Write(bytes);
                using GpuBuffer buffer = GpuBuffer.Of<byte>(_context, bytes, "detections");
                using var overlay = new DetectionOverlay(_context, found.Layout, _coco);
                using var legend = new LegendOverlay(_context, _coco);
                using var hud = new HudGraph(_context, new[] { "convert", "network", "decode", "draw" }) { LatencyMilliseconds = 41 };
                for (int i = 0; i < 120; i++)
                    hud.Add(30 + (5 * MathF.Sin(i)), new[] { 1.2f, 21 + (4 * MathF.Sin(i)), 0.8f, 2.5f });
                Save("boxes_" + photo, picture, target =>
                {
                    overlay.Draw(buffer, target);
                    legend.Draw(found, target);
                    hud.Draw(target);
                });
                Save("boxes_alone_" + photo, picture, target => overlay.Draw(buffer, target));
                overlay.Style = overlay.Style with { Labels = false };
                Save("frames_alone_" + photo, picture, target => overlay.Draw(buffer, target));
            }
        }

        private void Tracks()
        {
            using OnnxRuntimeRunner runner = Runner("yolox_nano_416");
            using var detector = new HostDetector(runner, YoloX(0.1f));
            using IFrameSource clip = SourceFactory.Open(Path.Combine(_assets, "video", "cars_junction.mp4"));
            var tracker = new Tracker(new TrackerOptions { HighScore = 0.4f, BirthScore = 0.4f });
            using var overlay = new TrackOverlay(_context, tracker, _coco);
            using var legend = new LegendOverlay(_context, _coco);
            tracker.Appeared += track => Console.WriteLine($"{track.Time.TotalSeconds,6:f2} s: {track.Category} {track.Id} appeared");
            tracker.Left += track => Console.WriteLine($"{track.Time.TotalSeconds,6:f2} s: {track.Category} {track.Id} was seen last, {track.Hits} times in all");
            for (int i = 0; i < 240 && Next(clip) is { } frame; i++)
            {
                using (frame)
                {
                    var picture = new Picture(frame.Width, frame.Height, frame.Pixels);
                    tracker.Update(Detect(detector, picture, i, frame.Time));
                    if (i is not (100 or 205 or 225))
                        continue;
                    Save($"tracks_{i}.png", picture, target =>
                    {
                        overlay.Draw(target);
                        legend.Draw(tracker, target);
                    });
                }
            }
        }

        private void DeepLab(string photo)
        {
            Picture picture = Photo(photo);
            (Tensor output, ImageMapping mapping) = Run("deeplab_v3_mobilenet_257", picture, new ImageInput(Mean: Half, Scale: PerHalf, ChannelsLast: true));
            (int height, int width, int classes) = (output.Shape[1], output.Shape[2], output.Shape[3]);
            float[] scores = output.ToSingles();
            var texels = new byte[4 * width * height];
            for (int i = 0; i < width * height; i++)
            {
                ReadOnlySpan<float> at = scores.AsSpan(i * classes, classes);
                int best = 0;
                float sum = 0;
                for (int c = 1; c < classes; c++)
                    best = at[c] > at[best] ? c : best;
                foreach (float score in at)
                    sum += MathF.Exp(score - at[best]);
                (texels[4 * i], texels[(4 * i) + 1], texels[(4 * i) + 3]) = ((byte)best, (byte)(255 / sum), 255);
            }

            Labels(photo, picture, (texels, width, height, File.ReadAllLines(Path.Combine(_assets, "labels", "voc21.txt"))), mapping);
        }

        private (byte[] Texels, int Width, int Height, string[] Names) CamVid(string file)
        {
            Picture mask = Picture.Load(Path.Combine(_assets, "images", "camvid20", "masks", file));
            string[] names = File.ReadAllLines(Path.Combine(_assets, "images", "camvid20", "classes.txt")).Select(line => line.Split(' ')[1]).ToArray();
            byte[] texels = mask.Rgba.ToArray();
            for (int i = 0; i < texels.Length; i += 4)
                (texels[i + 1], texels[i + 2]) = (255, 0);
            return (texels, mask.Width, mask.Height, names);
        }

        private void Labels(string name, Picture picture, (byte[] Texels, int Width, int Height, string[] Names) map, ImageMapping? mapping = null)
        {
            using var texture = new GpuTexture(_context, map.Width, map.Height, GpuTextureFormat.Rgba8, "labels");
            texture.Upload<byte>(map.Texels);
            var shares = new float[map.Names.Length];
            for (int i = 0; i < map.Texels.Length; i += 4)
                shares[map.Texels[i]] += 1f / (map.Width * map.Height);

            // CamVid's class 0 is the sky; PASCAL VOC's is the background.
            using var overlay = new MaskOverlay(_context, new MaskStyle { Background = mapping is null ? 11 : 0 });
            using var legend = new LegendOverlay(_context, map.Names);
            Save($"labels_{name}", picture, target =>
            {
                overlay.DrawLabels(texture, mapping ?? ImageMapping.Stretch(picture.Width, picture.Height), target);
                legend.DrawShares(shares, target, overlay.Style.Background);
            });
        }

        private void Matte(string photo)
        {
            Picture picture = Photo(photo);
            (Tensor output, ImageMapping mapping) = Run("selfie_segmentation_256x144", picture, new ImageInput(ChannelsLast: true));
            using var texture = new GpuTexture(_context, output.Shape[2], output.Shape[1], GpuTextureFormat.Rgba8, "matte");
            texture.Upload<byte>(output.ToSingles().SelectMany(a => new byte[] { (byte)Math.Clamp(255 * a, 0, 255), 0, 0, 255 }).ToArray());
            foreach ((string name, MaskStyle style) in new[]
            {
                ("dimmed", new MaskStyle { Opacity = 0.7f }),
                ("replaced", new MaskStyle { Opacity = 1, Tint = SrgbColor.Of(0x0a6b3d) }),
                ("tinted", new MaskStyle { Side = MatteSide.Subject, Tint = ClassPalette.Of(0) }),
            })
            {
                using var overlay = new MaskOverlay(_context, style);
                Save($"matte_{name}_{photo}", picture, target => overlay.DrawMatte(texture, mapping, target));
            }
        }

        private void Classes(string photo)
        {
            Picture picture = Photo(photo);
            var input = new ImageInput(ImageFit.CenterCrop, ColorOrder.Bgr, new float[] { 104, 117, 123 }, new float[] { 1, 1, 1 });
            (Tensor output, _) = Run("squeezenet1.1_224", picture, input);
            float[] likely = output.ToSingles();
            int[] best = Enumerable.Range(0, likely.Length).OrderByDescending(i => likely[i]).Take(5).ToArray();
            float[] probabilities = best.Select(i => likely[i]).ToArray();
            using var banner = new BannerOverlay(_context, File.ReadAllLines(Path.Combine(_assets, "labels", "imagenet1000.txt")));
            Save($"classes_{photo}", picture, target => banner.Draw(best, probabilities, target));
        }

        private void Save(string name, Picture picture, Action<OverlayTarget> draw)
        {
            using var source = new GpuTexture(_context, picture.Width, picture.Height, GpuTextureFormat.Rgba8, name);
            source.Upload(picture.Rgba);
            using var quad = new PictureQuad(_context);
            foreach ((int width, int height) in Sizes)
            {
                using var color = new GpuTexture(_context, width, height, GpuTextureFormat.Rgba8, "canvas");
                using var canvas = new GpuFramebuffer(color);
                OverlayTarget target = OverlayTarget.Letterbox(width, height, picture.Width, picture.Height) with { TopLeftOrigin = true };
                canvas.Clear(0, 0, 0, 1);
                using (_context.Enter())
                {
                    canvas.Bind();
                    quad.Draw(new PictureTexture(PixelEncoding.Rgb, source), target);
                    draw(target);
                }

                var pixels = new byte[4 * width * height];
                canvas.Read(pixels);
                string path = Path.Combine(_out, $"{Path.GetFileNameWithoutExtension(name)}_{height}.png");
                Picture.SavePng(path, width, height, pixels);
                using (_context.Enter())
                {
                    canvas.Bind();
                    Console.WriteLine($"{Timings.Of(_context, 9, () => draw(target))} to draw {path}");
                }
            }
        }

        private (Tensor Output, ImageMapping Mapping) Run(string network, Picture picture, ImageInput input)
        {
            using OnnxRuntimeRunner runner = Runner(network);
            ValueInfo value = runner.Inputs[0];
            Tensor tensor = PictureToTensor.Convert(picture.Rgba, picture.Width, picture.Height, input, value.Shape!, out ImageMapping mapping);
            return (runner.Run(new Dictionary<string, Tensor> { [value.Name] = tensor }).Values.First(), mapping);
        }

        private Picture Photo(string name) => Picture.Load(Path.Combine(_assets, "images", "photos", name));

        private OnnxRuntimeRunner Runner(string network) => OnnxRuntimeRunner.Load(Path.Combine(_assets, "models", network + ".onnx"));

        private DetectorOptions YoloX(float threshold) =>
            new(new ImageInput(ImageFit.LetterboxTopLeft, ColorOrder.Bgr, Scale: new float[] { 1, 1, 1 }, Padding: 114), "YOLOX")
            {
                Labels = _coco,
                ScoreThreshold = threshold,
                OverlapThreshold = 0.45f,
            };

        private static DetectionResult Detect(HostDetector detector, Picture picture, long frame, TimeSpan time = default)
        {
            DetectionResult result = detector.CreateResult();
            detector.Submit(picture.Memory, picture.Width, picture.Height, frame, time);
            while (!detector.TryRead(result))
                Thread.Sleep(1);
            return result;
        }

        private static Frame? Next(IFrameSource source)
        {
            Frame? frame;
            while (!source.TryNext(out frame) && !source.Ended)
                source.WaitForNext(TimeSpan.FromSeconds(1));
            return frame;
        }
    }
}
