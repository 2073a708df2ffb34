using OpenCvSharp;

namespace ImageAnalytics.Imaging;

/// <summary>
/// Draws the frames of an animation one on another, as programs that play it show them. It keeps the canvas, so that the next frame costs
/// no more than itself, and begins with the last frame that nothing before it shows through. Owns its pixels; one thread at a time.
/// </summary>
internal sealed class AnimationPlayer(Animation animation) : IDisposable
{
    private Mat? _canvas;
    private Mat? _before;
    private int _drawn;
    private (int Frame, ImageFailure Failure)? _broken;

    public Animation Animation => animation;

    /// <summary>The canvas as it is while a frame is shown.</summary>
    /// <param name="bytes">The file; always the same one.</param>
    /// <param name="index">The frame.</param>
    /// <param name="limits">How large a frame may be.</param>
    /// <returns>B, G, R and straight alpha, CV_8UC4; borrowed until the next call.</returns>
    /// <exception cref="ImageDecodeException">The frame, or one that it is drawn on, cannot be decoded.</exception>
    public Mat Show(ReadOnlySpan<byte> bytes, int index, ImageLimits limits)
    {
        int start = index;
        while (!animation.IsFresh(start))
        {
            start--;
        }

        if (_canvas is null || index < _drawn - 1 || start > _drawn)
        {
            _drawn = start;
        }

        for (; _drawn <= index; _drawn++)
        {
            if (animation.IsFresh(_drawn))
            {
                Clear(bytes);
            }

            if (_broken is null)
            {
                Draw(bytes, limits);
            }
        }

        if (_broken is { } broken && index >= broken.Frame)
        {
            throw new ImageDecodeException(index == broken.Frame ? broken.Failure : new ImageFailure(
                broken.Failure.Class, $"The frame cannot be shown because frame {broken.Frame + 1} of the file, on which it is drawn, cannot be decoded. {broken.Failure.Message}"));
        }

        return _canvas!;
    }

    public void Dispose()
    {
        _canvas?.Dispose();
        _before?.Dispose();
        (_canvas, _before) = (null, null);
    }

    /// <summary>Nothing is drawn yet, or nothing of it matters any more: transparent, in the colour that a GIF names for its background.</summary>
    private void Clear(ReadOnlySpan<byte> bytes)
    {
        _before?.Dispose();
        (_before, _broken) = (null, null);
        _canvas ??= new Mat((int)animation.Height, (int)animation.Width, MatType.CV_8UC4);
        _canvas.SetTo(Background(bytes));
    }

    private Scalar Background(ReadOnlySpan<byte> bytes)
    {
        int table = animation.Format == ImageFormat.Gif ? GifFrames.TableBytes(bytes[10]) : 0, colour = 13 + (bytes[11] * 3);
        return bytes[11] * 3 < table && colour + 3 <= bytes.Length ? new Scalar(bytes[colour + 2], bytes[colour + 1], bytes[colour], 0) : default;
    }

    private void Draw(ReadOnlySpan<byte> bytes, ImageLimits limits)
    {
        try
        {
            if (!animation.IsFresh(_drawn))
            {
                DisposeOf(bytes, animation.Frames[_drawn - 1]);
            }

            AnimationFrame frame = animation.Frames[_drawn];
            using Mat picture = Decode(bytes, frame, limits);
            Rect place = Place(frame);
            if (frame.Disposal == FrameDisposal.Restore && place.Width > 0 && place.Height > 0)
            {
                using Mat covered = _canvas![place];
                _before = covered.Clone();
            }

            Put(picture, place, frame.Blends);
        }
        catch (ImageDecodeException e)
        {
            _broken = (_drawn, e.Failure);
        }
    }

    private void DisposeOf(ReadOnlySpan<byte> bytes, AnimationFrame last)
    {
        Rect place = Place(last);
        if (last.Disposal == FrameDisposal.Keep || place.Width == 0 || place.Height == 0)
        {
            return;
        }

        using Mat shown = _canvas![place];
        if (last.Disposal == FrameDisposal.Clear)
        {
            shown.SetTo(Background(bytes));
        }
        else
        {
            _before!.CopyTo(shown);
            _before.Dispose();
            _before = null;
        }
    }

    /// <summary>The part of a frame that lies on the canvas.</summary>
    private Rect Place(AnimationFrame frame)
    {
        int left = (int)Math.Min(frame.Left, animation.Width), top = (int)Math.Min(frame.Top, animation.Height);
        return new Rect(left, top, (int)Math.Min(frame.Width, animation.Width - left), (int)Math.Min(frame.Height, animation.Height - top));
    }

    private Mat Decode(ReadOnlySpan<byte> bytes, AnimationFrame frame, ImageLimits limits)
    {
        Inspection found = new(animation.Format);
        if (!frame.IsWhole)
        {
            found.FailTruncated(bytes.Length, $"inside frame {_drawn + 1}");
        }
        else if (found.SetSize(frame.Width, frame.Height) && limits.CheckPixels(frame.Width, frame.Height) is { } tooLarge)
        {
            found.Fail(tooLarge.Class, tooLarge.Message);
        }

        byte[]? file = found.Failure is null ? FrameFile.Make(bytes, animation.Format, frame) : null;
        if (file is null)
        {
            found.FailDamaged($"a checksum in frame {_drawn + 1} is wrong");
            throw new ImageDecodeException(found.Failure!);
        }

        Inspection inspected = Inspector.Inspect(file);
        if (inspected.Failure is { } failure)
        {
            throw new ImageDecodeException(failure);
        }

        Mat? picture = null;
        try
        {
            picture = AlphaDecoder.Decode(file, inspected);
            if (picture.Cols != frame.Width || picture.Rows != frame.Height)
            {
                found.FailDamaged($"frame {_drawn + 1} announces {frame.Width} x {frame.Height} pixels, but {picture.Cols} x {picture.Rows} were decoded");
                throw new ImageDecodeException(found.Failure!);
            }

            return AlphaPixels.ToEightBits(picture);
        }
        catch (Exception e) when (e is OpenCVException or OpenCvSharpException or IOException)
        {
            picture?.Dispose();
            throw new ImageDecodeException(DecoderFaults.Explain(e, inspected), e);
        }
        catch
        {
            picture?.Dispose();
            throw;
        }
    }

    private unsafe void Put(Mat picture, Rect place, bool blends)
    {
        for (int y = 0; y < place.Height; y++)
        {
            ReadOnlySpan<byte> from = new((void*)picture.Ptr(y), place.Width * 4);
            Span<byte> to = new((byte*)_canvas!.Ptr(place.Y + y) + (place.X * 4), place.Width * 4);
            if (blends)
            {
                AlphaPixels.DrawOver(from, to);
            }
            else
            {
                from.CopyTo(to);
            }
        }
    }
}
